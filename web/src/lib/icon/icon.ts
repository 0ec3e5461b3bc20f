import type { Component } from 'svelte';
import type { ClassValue } from 'svelte/elements';
import Icon from './icon.svelte';

interface Props {
  class?: ClassValue;
}

/** The component of an icon from its path; `build-tools/lean-icons.plugin.ts` writes the calls. */
export const icon = (path: string): Component<Props> =>
  ((anchor: never, props: Props) =>
    // In the browser on top of the given props, which stay getters: what they are derived from is followed. The server
    // reads them once.
    Icon(
      anchor,
      import.meta.env.SSR ? { ...props, path } : Object.create(props, { path: { value: path, enumerable: true } }),
    )) as Component<Props>;
