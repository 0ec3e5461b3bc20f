import { untrack } from 'svelte';
import { page } from '$app/state';

const prefix = 'landfall-draft';

/**
 * What somebody is typing, kept in this browser until it is sent: survives reload, expiry of the session and a
 * server that is away. Private to the membership. Make it while a component starts; bind to `draft.value.…`.
 */
export class Draft<T extends object> {
  value = $state() as T;
  /** Something was brought back from an earlier visit. */
  restored = $state(false);
  readonly #empty: () => T;
  readonly #key: () => string;
  #loadedKey = '';

  /** @param key names the form and its subject: `raise-ticket:<call>`; a function, where the subject changes in place */
  constructor(key: string | (() => string), empty: () => T) {
    this.#empty = empty;
    this.#key = () => `${prefix}:${page.data.viewer?.id ?? 'nobody'}:${typeof key === 'string' ? key : key()}`;
    this.value = empty();
    $effect.pre(() => {
      const full = this.#key();
      if (full !== this.#loadedKey) untrack(() => this.#load(full));
    });
    $effect(() => {
      const text = JSON.stringify(this.value);
      untrack(() => this.#save(text));
    });
  }

  #load(full: string) {
    const changedSubject = this.#loadedKey !== '';
    this.#loadedKey = full;
    let kept: string | null = null;
    try {
      kept = localStorage.getItem(full);
    } catch {
      // Storage is forbidden here: the form works, it only forgets.
    }
    this.restored = kept !== null;
    if (kept !== null) this.value = { ...this.#empty(), ...(JSON.parse(kept) as T) };
    else if (changedSubject) this.value = this.#empty();
  }

  #save(text: string) {
    if (!this.#loadedKey) return;
    try {
      if (text === JSON.stringify(this.#empty())) localStorage.removeItem(this.#loadedKey);
      else localStorage.setItem(this.#loadedKey, text);
    } catch {
      // Full or forbidden: as above.
    }
  }

  /** After it was sent, or thrown away on purpose. */
  clear() {
    this.value = this.#empty();
    this.restored = false;
    this.#save(JSON.stringify(this.value));
  }
}
