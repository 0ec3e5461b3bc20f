import { untrack } from 'svelte';
import { cache, writeResult } from './cache.ts';
import { connection } from './connection.svelte.ts';
import type { GraphDocument } from './document.ts';
import { ageOf, ask, hydrated } from './query.ts';

/** A subscription whose events belong to a page. */
export interface LiveSource {
  // biome-ignore lint/suspicious/noExplicitAny: the page doesn't read events; they go to the cache by id.
  document: GraphDocument<any, any>;
  variables?: Record<string, unknown>;
  /** Read the whole question again after an event: for lists, whose members an event can't tell. */
  reread?: boolean;
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
const gather = 250;

/**
 * A page's data, kept true: it follows the cache by id, subscribes, then reads, and reads again after
 * every reconnection. Make it while a component starts: `const live = new Live(() => ({...}))`, then use `live.data`.
 */
export class Live<R extends object, V> {
  readonly #options: () => LiveOptions<R, V>;
  #latest = $state.raw<{ from: R; value: R }>();
  #timer: ReturnType<typeof setTimeout> | undefined;

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

  get state(): 'live' | 'reconnecting' | 'old' {
    return connection.state === 'live' || connection.state === 'idle'
      ? 'live'
      : connection.state === 'reconnecting'
        ? 'reconnecting'
        : 'old';
  }

  /** Reads again soon; calls that come together are one. */
  reread = (pause = gather) => {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      const { document, variables } = this.#options();
      // A failure leaves what is shown; the connection bar says that it is old.
      ask(document, variables).catch(() => {});
    }, pause);
  };

  #follow({ document, variables, data, on = [] }: LiveOptions<R, V>) {
    // bfcache and a cache that was emptied: the page's own answer is always known.
    if (!cache().diff({ query: document, variables: variables as never, optimistic: true }).complete) {
      writeResult(document, variables, data);
    }
    const stops = [
      cache().watch<R>({
        query: document,
        variables: variables as never,
        optimistic: true,
        immediate: true,
        callback: (diff) => {
          if (diff.complete) this.#latest = { from: data, value: diff.result as R };
          else this.reread();
        },
      }),
      connection.onReread(() => this.reread()),
      ...on.map((source) =>
        connection.subscribe(
          source.document,
          source.variables ?? {},
          (event) => {
            const values = event ? Object.values(event as object) : [null];
            if (event) writeResult(source.document, source.variables ?? {}, event, 'ROOT_SUBSCRIPTION');
            if (source.reread || values.includes(null)) this.reread();
          },
          () => ageOf(data),
        ),
      ),
    ];
    hydrated();
    if (ageOf(data) >= young) this.reread();
    return () => {
      clearTimeout(this.#timer);
      for (const stop of stops) stop();
    };
  }
}
