import type { Client } from 'graphql-ws';
import { language } from '#lib/locale/locale.svelte.ts';
import type { GraphDocument } from './document.ts';

export type ConnectionState = 'idle' | 'live' | 'reconnecting' | 'old' | 'signed-out';

/** How long a lost connection may be unspoken of. */
const patience = 4_000;
const signedOutCodes = [4401, 4403];

/** The one socket of this tab: opened with the first subscription, kept up for ever, and telling since when it is away. */
class Connection {
  state = $state<ConnectionState>('idle');
  /** Since when what is shown may be old, in milliseconds. */
  since = $state<number>();
  #client: Promise<Client> | undefined;
  #attempts = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #readers = new Set<() => void>();

  #lost(code: number) {
    this.since ??= Date.now();
    if (signedOutCodes.includes(code)) {
      this.state = 'signed-out';
      return;
    }
    if (this.state !== 'old') this.state = 'reconnecting';
    this.#timer ??= setTimeout(() => {
      if (this.state === 'reconnecting') this.state = 'old';
    }, patience);
  }

  #regained() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const wasAway = this.since !== undefined;
    this.state = 'live';
    this.since = undefined;
    this.#attempts = 0;
    if (wasAway) this.reread();
  }

  async #open(): Promise<Client> {
    const { createClient } = await import('graphql-ws');
    const { protocol, host } = window.location;
    const client = createClient({
      url: `${protocol === 'https:' ? 'wss' : 'ws'}://${host}/graphql`,
      connectionParams: () => ({ 'accept-language': language.current }),
      keepAlive: 12_000,
      retryAttempts: Number.POSITIVE_INFINITY,
      shouldRetry: () => this.state !== 'signed-out',
      // Doubles up to half a minute, half of it by chance: 10,000 tabs don't come back in one second.
      retryWait: () => {
        const longest = Math.min(30_000, 500 * 2 ** this.#attempts++);
        const pause = longest / 2 + (Math.random() * longest) / 2;
        return new Promise((resolve) => {
          const timer = setTimeout(done, pause);
          function done() {
            clearTimeout(timer);
            window.removeEventListener('online', done);
            resolve();
          }
          window.addEventListener('online', done);
        });
      },
      on: {
        connected: () => this.#regained(),
        closed: (event) => this.#lost(event instanceof CloseEvent ? event.code : 1006),
      },
    });
    // A machine that goes offline knows it before its socket does.
    window.addEventListener('offline', () => client.terminate());
    return client;
  }

  /**
   * Subscribes until the returned function is called. Errors of one subscription end only that one. `age` says how old is
   * what the page has read: where something happened since, the first thing told is null.
   */
  subscribe<R, V>(
    document: GraphDocument<R, V>,
    variables: V,
    next: (data: R | null) => void,
    age: () => number = () => -1,
  ): () => void {
    let stopped = false;
    let stop = () => {};
    this.#client ??= this.#open();
    void this.#client.then((client) => {
      if (stopped) return;
      stop = client.subscribe<R>(
        {
          operationName: document.name,
          variables: variables as Record<string, unknown>,
          // The protocol wants a text; where the operation is named by its id, it is empty.
          query: '',
          ...('query' in document.asked ? document.asked : {}),
          extensions: {
            ...('documentId' in document.asked ? document.asked : {}),
            // Asked when it is sent: the socket may have to be opened first.
            get age() {
              return Math.round(age());
            },
          },
        },
        {
          next: ({ data }) => next(data ?? null),
          error: (error) => console.warn('subscription ended', document.name, error),
          complete: () => {},
        },
      );
    });
    return () => {
      stopped = true;
      stop();
    };
  }

  /** Registers what has to be read again after the connection was away. */
  onReread(read: () => void): () => void {
    this.#readers.add(read);
    return () => this.#readers.delete(read);
  }

  /** Reads everything shown again. */
  reread() {
    for (const read of this.#readers) read();
  }
}

export const connection = new Connection();
