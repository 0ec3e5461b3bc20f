import { untrack } from 'svelte';
import { cache, writeResult } from './cache.ts';
import { connection } from './connection.svelte.ts';
import type { GraphDocument } from './document.ts';
import { Pace } from './pace.ts';
import { Problem } from './problem.ts';
import { ageOf, ask } from './query.ts';

/** A subscription whose events belong to a page. */
export interface LiveSource {
  // biome-ignore lint/suspicious/noExplicitAny: the page doesn't read events; they go to the cache by id.
  document: GraphDocument<any, any>;
  variables?: Record<string, unknown>;
  /**
   * Read the whole question again after an event: for lists, whose members an event can't tell. A function says after
   * which events.
   */
  // biome-ignore lint/suspicious/noExplicitAny: it knows what its document says.
  reread?: boolean | ((event: any) => boolean);
}

export interface LiveOptions<R, V> {
  document: GraphDocument<R, V>;
  variables: V;
  /** What `load` returned. */
  data: R;
  on?: LiveSource[];
}

/** A page whose answer is older when it starts is read at once; of a younger one the server says whether something happened since. */
const young = 5_000;
/** Nobody could say: the same question is worth asking again. */
const passing = ['UNAVAILABLE', 'LIMITED', 'INTERNAL'];

/**
 * A page's data, kept true: it follows the cache by id, subscribes, then reads, and reads again after
 * every reconnection. Make it while a component starts: `const live = new Live(() => ({...}))`, then use `live.data`.
 */
export class Live<R extends object, V> {
  readonly #options: () => LiveOptions<R, V>;
  #latest = $state.raw<{ from: R; value: R }>();
  readonly #pace = new Pace(() => this.#read());

  constructor(options: () => LiveOptions<R, V>) {
    this.#options = options;
    $effect(() => {
      const current = options();
      return untrack(() => this.#follow(current));
    });
  }

  get data(): R {
    const { data } = this.#options();
    return this.#latest?.from === data ? this.#latest.value : data;
  }

  /** Reads again soon; calls that come together are one, and one that comes while it reads is another after it. */
  reread = (moment?: number) => this.#pace.ask(moment);

  async #read(): Promise<void> {
    const { document, variables } = this.#options();
    try {
      await ask(document, variables);
      connection.answered();
    } catch (caught) {
      // What is shown stays; the connection bar says that it is old, and has it read again.
      const code = caught instanceof Problem ? caught.code : 'INTERNAL';
      if (code === 'UNAUTHENTICATED') connection.signedOut();
      else if (passing.includes(code)) connection.unanswered();
      else connection.answered();
    }
  }

  #hear({ document, variables = {}, reread }: LiveSource, event: object | null) {
    if (event) writeResult(document, variables, event, 'ROOT_SUBSCRIPTION');
    // Null: something may have been missed, or is gone.
    const isUnsaid = !event || Object.values(event).includes(null);
    const isAsked = typeof reread === 'function' ? !event || reread(event) : reread;
    // What was asked before an event may be answered without it, and come after it.
    if (isUnsaid || isAsked || this.#pace.isReading) this.reread();
  }

  #follow({ document, variables, data, on = [] }: LiveOptions<R, V>) {
    const stops = [
      this.#watch(document, variables, data),
      connection.onReread(() => this.reread()),
      ...on.map((source) =>
        connection.subscribe(
          source.document,
          source.variables ?? {},
          (event) => this.#hear(source, event),
          () => ageOf(data),
        ),
      ),
      () => this.#pace.stop(),
    ];
    if (ageOf(data) >= young) this.reread();
    return () => {
      for (const stop of stops) stop();
    };
  }

  /** Follows what the cache knows of the question, from when there is one. */
  #watch(document: GraphDocument<R, V>, variables: V, data: R): () => void {
    const query = { query: document, variables: variables as Record<string, unknown>, optimistic: true };
    let isOver = false;
    let stop = () => {};
    void cache().then((known) => {
      if (isOver) return;
      // bfcache and a cache that was emptied: the page's own answer is always known.
      if (!known.diff(query).complete) writeResult(document, variables, data);
      stop = known.watch<R>({
        ...query,
        immediate: true,
        callback: (diff) => {
          if (diff.complete) this.#latest = { from: data, value: diff.result as R };
          else this.reread();
        },
      });
    });
    return () => {
      isOver = true;
      stop();
    };
  }
}
