import type { Component } from 'svelte';

/** How an action looks: its verb, its key on the page, its icon. Each noun's are in `<noun>.actions.ts`. */
export interface ActionWords {
  label: () => string;
  key: string;
  icon: Component<{ class?: string }>;
}
