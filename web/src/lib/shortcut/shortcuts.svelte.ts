import { untrack } from 'svelte';

/** A key somebody may press on the page that is shown. */
export interface Shortcut {
  /** One key ("d", "/", "Enter") or two after each other ("g t"). */
  keys: string;
  label: string;
  run: () => void;
}

const pause = 900;

/** All keys of the page that is shown: the `?` dialog and the palette list them. */
class Shortcuts {
  list = $state.raw<Shortcut[]>([]);
  // Beside `list`: an effect's teardown reads a rune as it was before the change, and would bring back an old list.
  #all: Shortcut[] = [];
  #first = '';
  #timer: ReturnType<typeof setTimeout> | undefined;

  add(shortcut: Shortcut): () => void {
    this.#keep([...this.#all, shortcut]);
    return () => this.#keep(this.#all.filter((one) => one !== shortcut));
  }

  #keep(shortcuts: Shortcut[]) {
    this.#all = shortcuts;
    this.list = shortcuts;
  }

  /** The window's keydown. Letters typed into a field are text; a dialog has its own keys. */
  press = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const target = event.target as HTMLElement;
    if (target.closest('input, textarea, select, [contenteditable], dialog, [role=menu]')) return;
    if (event.key === 'Enter' && target.closest('a, button, summary')) return;
    clearTimeout(this.#timer);
    const pair = this.#first ? `${this.#first} ${event.key}` : '';
    this.#first = '';
    // The latest wins: what a panel adds covers the page's own.
    const found = this.list.findLast((one) => one.keys === pair) ?? this.list.findLast((one) => one.keys === event.key);
    if (found) {
      event.preventDefault();
      found.run();
    } else if (this.list.some((one) => one.keys.startsWith(`${event.key} `))) {
      this.#first = event.key;
      this.#timer = setTimeout(() => {
        this.#first = '';
      }, pause);
    }
  };
}

export const shortcuts = new Shortcuts();

/** Binds keys as long as the component lives. `of` is read again when what it reads changes. */
export const bindShortcuts = (of: () => Shortcut[]) => {
  $effect(() => {
    const wanted = of();
    const removes = untrack(() => wanted.map((one) => shortcuts.add(one)));
    return () => {
      for (const remove of removes) remove();
    };
  });
};
