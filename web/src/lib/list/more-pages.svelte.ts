import { untrack } from 'svelte';

interface Connection<N> {
  nodes: N[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

/** So long the first page may go on changing before those behind it are fetched again. Milliseconds. */
const gather = 300;

/**
 * The pages behind a live first page: fetched one by one, each row once, and again when the first page has changed, so that
 * they follow it and nothing falls between two pages. Starts over when the question changes. Make it while a component starts.
 */
export class MorePages<N extends { id: string }> {
  busy = $state(false);
  #rest = $state.raw<N[]>([]);
  #info = $state.raw<Connection<N>['pageInfo']>();
  /** How many pages are behind the first. */
  #count = 0;
  /** The first page that the others belong to. */
  #from: Connection<N> | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #turn: Promise<void> = Promise.resolve();
  readonly #first: () => Connection<N>;
  readonly #question: () => string;
  readonly #fetch: (after: string) => Promise<Connection<N>>;

  constructor(first: () => Connection<N>, question: () => string, fetch: (after: string) => Promise<Connection<N>>) {
    this.#first = first;
    this.#question = question;
    this.#fetch = fetch;
    $effect.pre(() => {
      question();
      untrack(() => {
        this.#rest = [];
        this.#info = undefined;
        this.#count = 0;
      });
    });
    $effect(() => {
      first();
      untrack(() => this.#followSoon());
    });
    $effect(() => () => clearTimeout(this.#timer));
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
    return info.hasNextPage ? () => void this.#load() : undefined;
  }

  /** One after the other: a page more, and all of them anew. */
  #inTurn(task: () => Promise<void>): Promise<void> {
    this.#turn = this.#turn.then(task, task);
    return this.#turn;
  }

  async #load() {
    if (this.busy) return;
    this.busy = true;
    await this.#inTurn(async () => {
      const question = this.#question();
      const from = this.#count === 0 ? this.#first() : this.#from;
      const info = this.#info ?? this.#first().pageInfo;
      // The button stays after a problem; pressing it again asks again.
      const next = await this.#fetch(info.endCursor ?? '').catch(() => undefined);
      if (!next || question !== this.#question()) return;
      this.#from = from;
      this.#rest = [...this.#rest, ...next.nodes];
      this.#info = next.pageInfo;
      this.#count++;
    });
    this.busy = false;
    this.#followSoon();
  }

  #followSoon() {
    if (this.#count === 0 || this.#first() === this.#from) return;
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      void this.#inTurn(() => this.#follow());
    }, gather);
  }

  async #follow() {
    const [question, from, count] = [this.#question(), this.#first(), this.#count];
    const rest: N[] = [];
    let info = from.pageInfo;
    for (let page = 0; page < count && info.hasNextPage; page++) {
      // What is shown stays; the next change of the first page asks again.
      const next = await this.#fetch(info.endCursor ?? '').catch(() => undefined);
      if (!next) return;
      rest.push(...next.nodes);
      info = next.pageInfo;
    }
    if (question !== this.#question()) return;
    this.#rest = rest;
    this.#info = info;
    this.#from = from;
    this.#followSoon();
  }
}
