import { tick } from 'svelte';
import { connection } from './connection.svelte.ts';
import type { GraphDocument } from './document.ts';
import { Intent } from './intent.ts';
import { mutate } from './mutate.ts';
import { Problem } from './problem.ts';

/**
 * A form's or a button's way to do something: busy while it runs, the problem after it failed, one
 * idempotency key per intent. After a problem with fields the focus goes to the first of them.
 */
export class Submission<R, V extends object> {
  busy = $state(false);
  problem = $state.raw<Problem>();
  readonly #document: GraphDocument<R, V>;
  readonly #intent = new Intent();

  constructor(document: GraphDocument<R, V>) {
    this.#document = document;
  }

  /** Returns undefined after a problem, or while an earlier press still runs. */
  async send(variables: Omit<V, 'idempotencyKey'>): Promise<R | undefined> {
    if (this.busy) return undefined;
    this.busy = true;
    try {
      const result = await mutate(this.#document, variables, this.#intent);
      this.problem = undefined;
      return result;
    } catch (caught) {
      this.problem = caught instanceof Problem ? caught : new Problem('INTERNAL', String(caught));
      // Someone else was first: show what is true now beside what was typed. Or nobody could say: the bar says so, and when it's over.
      if (['CONFLICT', 'UNAVAILABLE'].includes(this.problem.code)) connection.reread();
      void tick().then(() => document.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
      return undefined;
    } finally {
      this.busy = false;
    }
  }

  /** The message for a field, where the problem names it. */
  error(field: string): string | undefined {
    return this.problem?.at(field);
  }

  clear() {
    this.problem = undefined;
  }
}
