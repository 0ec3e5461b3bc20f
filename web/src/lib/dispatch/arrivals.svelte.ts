import { untrack } from 'svelte';
import type { OrderOnBoard } from './order-board.graphql';

/** Orders that came while the board was open: marked until somebody has looked, and announced. */
export class Arrivals {
  /** In the order they came. */
  ids = $state.raw<readonly string[]>([]);
  latest = $state.raw<OrderOnBoard>();
  #seen = $state.raw<ReadonlySet<string>>(new Set());

  /** @param current every order of the board, whatever the filters; make it while a component starts */
  constructor(current: () => readonly OrderOnBoard[]) {
    const known = new Set(untrack(current).map(({ id }) => id));
    $effect.pre(() => {
      const fresh = current().filter(({ id }) => !known.has(id));
      for (const { id } of fresh) known.add(id);
      const received = fresh.filter(({ state }) => state === 'RECEIVED');
      if (!received.length) return;
      untrack(() => {
        this.ids = [...this.ids, ...received.map(({ id }) => id)];
        this.latest = received.at(-1);
      });
    });
  }

  isNew = (id: string): boolean => this.ids.includes(id) && !this.#seen.has(id);

  see = (id: string) => {
    if (this.isNew(id)) this.#seen = new Set([...this.#seen, id]);
  };
}
