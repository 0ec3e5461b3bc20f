import { type Client, createClient } from 'graphql-ws';
import { pauseBefore } from '#lib/connection/backoff.ts';
import { answerWithin, pulseOf } from './pulse.ts';

/** How often a socket is looked after, and how long one may take to come about. Milliseconds. */
const lookEvery = 3_000;
const openWithin = 10_000;
/** Silence after which somebody who looks at the page again has it asked. */
const quietForSeen = 1_000;
/** A socket that stood this long wasn't one of those that are dropped as soon as they are there. */
const settled = 5_000;
const terminated = 4499;

/** Who is told how the socket is. */
export interface Ears {
  up(): void;
  /** @param since until when everything was heard, in milliseconds since 1970 */
  down(code: number, since: number): void;
  language(): string;
  isOver(): boolean;
  /** A subscription was refused for good. */
  refused(): void;
}

/** What ends a subscription only for now: the server can't say at the moment, or the socket broke in a way graphql-ws gives up at. */
const passing = ['UNAVAILABLE', 'INTERNAL', 'LIMITED'];
const isPassing = (why: unknown): boolean =>
  !Array.isArray(why) || why.some((one) => passing.includes(String(one?.extensions?.code ?? 'INTERNAL')));

/** graphql-ws, kept up for ever: with chance between tries, and an eye on sockets that only look open. */
export class Socket {
  readonly #ears: Ears;
  readonly #client: Client;
  #open: WebSocket | undefined;
  #opening: ReturnType<typeof setTimeout> | undefined;
  #tries = 0;
  #names = 0;
  #upAt = 0;
  #heardAt = Date.now();
  #askedAt: number | undefined;
  #hurry = () => {};

  constructor(ears: Ears) {
    this.#ears = ears;
    const { protocol, host } = window.location;
    this.#client = createClient({
      url: `${protocol === 'https:' ? 'wss' : 'ws'}://${host}/graphql`,
      connectionParams: () => ({ 'accept-language': ears.language() }),
      // Pages of one kind call theirs the same, so that the server frames what it tells them once.
      generateID: () => String(++this.#names),
      // From one page to the next there may be nobody for a moment.
      lazyCloseTimeout: 3_000,
      retryAttempts: Number.POSITIVE_INFINITY,
      shouldRetry: () => !ears.isOver(),
      retryWait: () => this.#pause(),
      on: {
        connecting: () => {
          this.#opening = setTimeout(() => this.#client.terminate(), openWithin);
        },
        connected: (socket) => this.#connected(socket as WebSocket),
        message: () => {
          this.#heardAt = Date.now();
        },
        closed: (event) => this.#closed((event as { code?: number } | undefined)?.code ?? 1006),
      },
    });
    setInterval(() => this.#look(), lookEvery);
    const seen = () => {
      if (document.hidden) return;
      this.hurry();
      this.#look(quietForSeen);
    };
    document.addEventListener('visibilitychange', seen);
    for (const name of ['pageshow', 'focus', 'online']) window.addEventListener(name, seen);
    // A machine that goes offline knows it before its socket does.
    window.addEventListener('offline', () => this.#giveUp());
  }

  /** What waits for its next try doesn't wait any longer. */
  hurry() {
    this.#hurry();
  }

  /** Subscribes until the returned function is called. `next(null)` means: read again, something may have been missed. */
  subscribe<R>(
    payload: Parameters<Client['subscribe']>[0] & { operationName: string },
    next: (data: R | null, extensions?: unknown) => void,
  ): () => void {
    let isStopped = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let failures = 0;
    let stop = () => {};
    const start = () => {
      stop = this.#client.subscribe<R>(payload, {
        next: ({ data, extensions }) => {
          failures = 0;
          next(data ?? null, extensions);
        },
        error: (why) => {
          if (isStopped || this.#ears.isOver()) return;
          if (!isPassing(why)) {
            console.warn('subscription ended', payload.operationName, why);
            return this.#ears.refused();
          }
          timer = setTimeout(() => {
            start();
            next(null);
          }, pauseBefore(failures++));
        },
        complete: () => {},
      });
    };
    start();
    return () => {
      isStopped = true;
      clearTimeout(timer);
      stop();
    };
  }

  #connected(socket: WebSocket) {
    clearTimeout(this.#opening);
    this.#opening = undefined;
    this.#open = socket;
    this.#upAt = this.#heardAt = Date.now();
    this.#askedAt = undefined;
    this.#ears.up();
  }

  #closed(code: number) {
    clearTimeout(this.#opening);
    this.#opening = undefined;
    const now = Date.now();
    if (this.#open && now - this.#upAt > settled) this.#tries = 0;
    this.#open = undefined;
    // An end that was told comes after everything that was said before it.
    this.#ears.down(code, code === terminated ? this.#heardAt : now);
  }

  /** graphql-ws has nothing to end while it waits for its next try. */
  #giveUp() {
    if (this.#open || this.#opening !== undefined) this.#client.terminate();
  }

  #look(silence?: number) {
    if (!this.#open) return;
    const now = Date.now();
    const pulse = pulseOf({ heardAt: this.#heardAt, askedAt: this.#askedAt }, now, silence);
    if (pulse === 'gone') this.#giveUp();
    if (pulse !== 'ask' || this.#open?.readyState !== WebSocket.OPEN) return;
    this.#askedAt = now;
    this.#open.send('{"type":"ping"}');
    setTimeout(() => this.#look(silence), answerWithin);
  }

  #pause(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, pauseBefore(this.#tries++));
      this.#hurry = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
