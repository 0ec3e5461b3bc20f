/** What a page sees: its own loading, going to another page, an operation, a change that was told and is shown. */
export type SpanKind = 'load' | 'navigation' | 'operation' | 'shown';

/** What a span is part of. */
export interface Above {
  trace: string;
  id: string;
}

/** A span under way. */
export interface PageSpan extends Above {
  /** What the server is told, so that its spans are parts of this one. */
  traceparent: string;
  /** @param about the route, or the operation's name: nothing that anybody typed */
  end(about: string | null, failed?: boolean): void;
}

const where = '/_traces';
/** So many wait at most; what comes beyond is dropped. */
const most = 200;
const together = 80;
const every = 5_000;

const form = /^00-([\da-f]{32})-([\da-f]{16})-01$/;
const hex = (bytes: number): string =>
  [...crypto.getRandomValues(new Uint8Array(bytes))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
const now = (): number => performance.timeOrigin + performance.now();

/** What a `traceparent` names, where it is one of something that is recorded. */
export const readTraceparent = (text: unknown): Above | undefined => {
  const [, trace, id] = (typeof text === 'string' && form.exec(text)) || [];
  return trace && id ? { trace, id } : undefined;
};

/** Spans on their way to our own server, which hands them on: a few at a time, and the rest when the page is left. */
export class PageSpans {
  #waiting: object[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isOver = false;
  readonly #fetch = window.fetch;

  constructor() {
    document.addEventListener('visibilitychange', () => {
      if (document.hidden) this.#leave();
    });
  }

  begin(kind: SpanKind, above?: Above, startedAt = now()): PageSpan {
    const [trace, id] = [above?.trace ?? hex(16), hex(8)];
    return {
      trace,
      id,
      traceparent: `00-${trace}-${id}-01`,
      end: (about, failed = false) => {
        if (about === null || this.#isOver || this.#waiting.length >= most) return;
        const span = { kind, about, trace, id, start: startedAt, ms: now() - startedAt };
        this.#waiting.push({ ...span, ...(above ? { parent: above.id } : {}), ...(failed ? { failed } : {}) });
        this.#timer ??= setTimeout(() => void this.#send(), every);
      },
    };
  }

  #take(): string {
    return JSON.stringify({ now: now(), spans: this.#waiting.splice(0, together) });
  }

  async #send(): Promise<void> {
    this.#timer = undefined;
    const { status } = await this.#fetch
      .call(window, where, { method: 'POST', headers: { 'content-type': 'application/json' }, body: this.#take() })
      .catch(() => ({ status: 0 }));
    // Nobody traces any more.
    this.#isOver = status === 404;
    if (this.#waiting.length > 0) this.#timer ??= setTimeout(() => void this.#send(), every);
  }

  #leave() {
    if (this.#waiting.length === 0 || this.#isOver) return;
    navigator.sendBeacon(where, new Blob([this.#take()], { type: 'application/json' }));
  }
}
