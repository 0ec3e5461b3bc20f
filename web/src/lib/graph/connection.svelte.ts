import { pauseBefore } from '#lib/connection/backoff.ts';
import { Polling } from '#lib/connection/polling.ts';
import { type ConnectionState, type Facts, mustAsk, standingOf } from '#lib/connection/standing.ts';
import { language } from '#lib/locale/locale.svelte.ts';
import { part, whenAway } from '#lib/part/part.ts';
import type { Socket } from '#lib/socket/socket.ts';
import { updated } from '$app/state';
import { whenTooLate } from './cache.ts';
import type { GraphDocument } from './document.ts';

const signedOutCodes = [4401, 4403];
/** Where there is no socket, a page asks this often; a tenth of it by chance. Milliseconds. */
const pollEvery = 10_000;

/** What this tab knows of the server: one socket, opened with the first subscription and kept up for ever; questions where there is none. */
class Connection {
  state = $state<ConnectionState>('idle');
  /** Since when what is shown may be old, in milliseconds. */
  since = $state<number>();
  #facts: Facts = {
    isSignedOut: false,
    isUp: false,
    downSince: undefined,
    refusals: 0,
    unansweredSince: undefined,
    answeredAt: undefined,
  };
  #socket: Promise<Socket> | undefined;
  #listeners = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #readers = new Set<() => void>();
  readonly #polling = new Polling(
    () => this.reread(),
    // The first soon, spread over the time in which most servers are replaced.
    (tries) => {
      if (this.#facts.isUp) return pauseBefore(tries + 1);
      return tries === 0 ? 1_000 + 2_000 * Math.random() : pollEvery * (0.95 + Math.random() / 10);
    },
  );

  constructor() {
    whenTooLate(() => this.reread());
    // From what is known, not from the state: who needs a part doesn't follow the connection.
    whenAway(() => ['reconnecting', 'old'].includes(standingOf(this.#facts, Date.now()).state));
  }

  #learn(facts: Partial<Facts>) {
    Object.assign(this.#facts, facts);
    const { state, since, changesIn } = standingOf(this.#facts, Date.now());
    this.state = state;
    this.since = since;
    clearTimeout(this.#timer);
    if (changesIn !== undefined) this.#timer = setTimeout(() => this.#learn({}), changesIn);
    if (mustAsk(this.#facts)) this.#polling.start();
    else this.#polling.stop();
  }

  #up() {
    const { downSince } = this.#facts;
    this.#polling.stop();
    this.#learn({ isUp: true, downSince: undefined, refusals: 0 });
    if (downSince === undefined) return;
    this.reread();
    // Whoever came back may have come back as another version.
    void updated.check();
  }

  #down(code: number, since: number) {
    // The last who listened has left: nothing is missed.
    if (this.#listeners === 0 && code === 1000) return this.#learn({ isUp: false });
    const { isUp, downSince, refusals } = this.#facts;
    this.#learn({
      isUp: false,
      isSignedOut: this.#facts.isSignedOut || signedOutCodes.includes(code),
      downSince: downSince ?? since,
      refusals: isUp ? 0 : refusals + 1,
    });
  }

  /** The code of the socket comes behind the page. Without it the page asks by itself, as where no socket comes about. */
  async #open(): Promise<Socket> {
    const fetched = () =>
      import('#lib/socket/socket.ts').catch((failure) => {
        this.#down(1006, Date.now());
        throw failure;
      });
    try {
      const { Socket } = await part(fetched);
      return new Socket({
        up: () => this.#up(),
        down: (code, since) => this.#down(code, since),
        language: () => language.current,
        isOver: () => this.#facts.isSignedOut,
        // A new version may not know any more what this page asks.
        refused: () => void updated.check(),
      });
    } catch {
      return new Promise(() => {});
    } finally {
      document.addEventListener('visibilitychange', () => this.#polling.seen(!document.hidden));
    }
  }

  /**
   * Subscribes until the returned function is called. Errors of one subscription end only that one. `age` says how old is
   * what the page has read: where something happened since, the first thing told is null. Whoever doesn't say it is told
   * null also when something may have been missed.
   */
  subscribe<R, V>(
    document: GraphDocument<R, V>,
    variables: V,
    next: (data: R | null) => void,
    age?: () => number,
  ): () => void {
    let stopped = false;
    let stop = () => {};
    this.#listeners++;
    this.#socket ??= this.#open();
    void this.#socket.then((socket) => {
      if (stopped) return;
      stop = socket.subscribe<R>(
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
              return Math.round(age?.() ?? -1);
            },
          },
        },
        next,
      );
    });
    const forget = age ? () => {} : this.onReread(() => next(null));
    return () => {
      if (stopped) return;
      stopped = true;
      this.#listeners--;
      forget();
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

  /** The server answered a question: whatever it said, it is there. */
  answered() {
    // It wasn't there before: its sockets may be back as well.
    if (this.#facts.unansweredSince !== undefined) void this.#socket?.then((socket) => socket.hurry());
    this.#learn({ unansweredSince: undefined, answeredAt: Date.now() });
  }

  /** Nobody answered a question: it is asked again, ever more seldom, until somebody does. */
  unanswered() {
    this.#learn({ unansweredSince: this.#facts.unansweredSince ?? Date.now() });
  }

  /** A question was answered by: who are you? */
  signedOut() {
    this.#learn({ isSignedOut: true });
  }
}

export const connection = new Connection();
