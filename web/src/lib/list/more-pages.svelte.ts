import { untrack } from 'svelte';

interface Connection<N> {
  nodes: N[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

/**
 * The pages behind a live first page: fetched one by one, each row once. Starts over when the question changes.
 * Make it while a component starts.
 */
export class MorePages<N extends { id: string }> {
  busy = $state(false);
  #rest = $state.raw<N[]>([]);
  #info = $state.raw<Connection<N>['pageInfo']>();
  readonly #first: () => Connection<N>;
  readonly #fetch: (after: string) => Promise<Connection<N>>;

  constructor(first: () => Connection<N>, question: () => string, fetch: (after: string) => Promise<Connection<N>>) {
    this.#first = first;
    this.#fetch = fetch;
    $effect.pre(() => {
      question();
      untrack(() => {
        this.#rest = [];
        this.#info = undefined;
      });
    });
  }

  readonly #items = $derived.by(() => {
    const first = this.#first().nodes;
    if (this.#rest.length === 0) return first;
    const seen = new Set(first.map(({ id }) => id));
    return [...first, ...this.#rest.filter(({ id }) => !seen.has(id))];
  });

  get items(): N[] {
    return this.#items;
  }

  /** Undefined where there is nothing more. */
  get more(): (() => void) | undefined {
    const info = this.#info ?? this.#first().pageInfo;
    return info.hasNextPage ? () => void this.#load(info.endCursor ?? '') : undefined;
  }

  async #load(after: string) {
    if (this.busy) return;
    this.busy = true;
    try {
      const next = await this.#fetch(after);
      this.#rest = [...this.#rest, ...next.nodes];
      this.#info = next.pageInfo;
    } catch {
      // The button stays; pressing it again asks again.
    } finally {
      this.busy = false;
    }
  }
}
