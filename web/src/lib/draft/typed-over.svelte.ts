import { untrack } from 'svelte';
import { Draft } from './draft.svelte.ts';

interface Kept<T> {
  /** What stood there when the first letter was typed; null while nothing is. */
  over: { version: number; values: T } | null;
  values: T;
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/**
 * A form over a thing that others may change meanwhile. While nothing is typed it follows; from the first letter on it
 * remembers what that was typed over, so that a save goes for that version and never silently over somebody else's. Make
 * it while a component starts; bind to `form.values.…`.
 */
export class TypedOver<T extends object> {
  readonly #draft: Draft<Kept<T>>;
  readonly #now: () => { version: number; values: T };

  /** @param now the thing as it stands, read again whenever it changes */
  constructor(key: string | (() => string), now: () => { version: number; values: T }) {
    this.#now = now;
    this.#draft = new Draft<Kept<T>>(key, () => ({ over: null, values: untrack(now).values }));
    let seen = untrack(now);
    $effect.pre(() => {
      const next = now();
      const before = seen;
      seen = next;
      untrack(() => {
        const { over, values } = this.#draft.value;
        if (!over && same(values, before.values)) {
          if (!same(next.values, values)) this.#draft.value = { over: null, values: next.values };
        } else if (!over) this.#draft.value.over = before;
      });
    });
    $effect(() => {
      const { over, values } = this.#draft.value;
      const current = untrack(now);
      if (!over && !same(values, current.values)) this.#draft.value.over = current;
      else if (over && same(values, over.values)) this.take();
    });
  }

  get values(): T {
    return this.#draft.value.values;
  }

  set values(values: T) {
    this.#draft.value.values = values;
  }

  /** Something is typed that doesn't stand there. */
  get isChanged(): boolean {
    return !same(this.values, this.#now().values);
  }

  /** What this form is about was changed elsewhere since it was typed over; other parts of the thing don't matter. */
  get isBehind(): boolean {
    const { over } = this.#draft.value;
    return over !== null && this.isChanged && !same(over.values, this.#now().values);
  }

  /** What a save goes for: the version typed over, where that has changed since. */
  get expectedVersion(): number {
    return this.isBehind ? (this.#draft.value.over?.version ?? 0) : this.#now().version;
  }

  /** What was typed stays, knowing what stands there now. */
  keep(): void {
    this.#draft.value.over = untrack(this.#now);
  }

  /** What stands there now is taken, and what was typed is dropped; also after it was saved. */
  take(): void {
    this.#draft.value = { over: null, values: untrack(this.#now).values };
  }
}
