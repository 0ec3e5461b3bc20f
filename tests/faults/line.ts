import { type Client, createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import type { Person } from '../kit/person.ts';
import type { Server } from './site.ts';

const READ_AGAIN_MS = 200;

/** What a page asks and how it hears of changes. */
export interface Page {
  readonly query: string;
  /** Selections of the subscriptions' root fields. */
  readonly subscriptions: readonly string[];
  /** Something was told. */
  readonly heard: (told: Record<string, unknown>) => void;
  /** What an answer brings; `false` where something overtook it and it has to be read again. */
  readonly read: (data: never) => boolean;
  /** An answer is being asked for. */
  readonly asks?: () => void;
}

/**
 * A page's line to one server, kept as the web keeps its: it subscribes and says how old what it has is, reads where it is
 * told to, and comes back for ever.
 */
export class Line {
  reconnections = 0;
  private readonly client: Client;
  private socket: WebSocket | undefined;
  private heardAt = 0;
  /** Until when everything was heard, before the socket that stands now; 0: nothing is known yet. */
  private since = 0;
  private isReading = false;
  private again = false;
  private isClosed = false;

  constructor(
    private readonly person: Person,
    private readonly server: Server,
    private readonly page: Page,
  ) {
    const headers = { cookie: this.cookie };
    const hold = (socket: WebSocket): void => {
      this.socket = socket;
    };
    this.client = createClient({
      url: `ws://127.0.0.1:${server.relay.port}/graphql`,
      webSocketImpl: class extends WebSocket {
        constructor(address: string, protocols: string[]) {
          super(address, protocols, { headers });
          hold(this);
        }
      },
      lazy: false,
      retryAttempts: Number.POSITIVE_INFINITY,
      shouldRetry: () => true,
      // A connection that breaks while the page is being closed is nobody's error.
      onNonLazyError: () => undefined,
      retryWait: (retries) => new Promise((resolve) => setTimeout(resolve, Math.min(50 * 2 ** retries, 1000))),
      on: {
        connected: (_, __, wasRetry) => {
          if (wasRetry) this.reconnections += 1;
        },
        message: () => {
          this.heardAt = performance.now();
        },
        closed: () => {
          this.since = this.heardAt;
        },
      },
    });
  }

  /** Starts watching. */
  open(): void {
    for (const selection of this.page.subscriptions) this.subscribe(selection);
  }

  /** Breaks the line without a word, as a sleeping laptop does. */
  drop(): void {
    this.socket?.terminate();
  }

  async close(): Promise<void> {
    this.isClosed = true;
    // A connection that is just being made may fail: it isn't wanted any more.
    await Promise.resolve(this.client.dispose()).catch(() => undefined);
  }

  /** Reads, once more where it is being read already. */
  async read(): Promise<void> {
    if (this.isReading) {
      this.again = true;
      return;
    }
    this.isReading = true;
    try {
      do {
        this.again = false;
        this.page.asks?.();
        const data = await this.ask();
        if (!data || !this.page.read(data as never)) {
          this.again = true;
          await new Promise((resolve) => setTimeout(resolve, READ_AGAIN_MS));
        }
      } while (this.again && !this.isClosed);
    } finally {
      this.isReading = false;
    }
  }

  private subscribe(selection: string): void {
    const age = (): number => (this.since === 0 ? 3_600_000 : performance.now() - this.since);
    this.client.subscribe<Record<string, unknown>>(
      {
        query: `subscription { ${selection} }`,
        // Said anew with each connection.
        extensions: {
          get age() {
            return age();
          },
        },
      },
      {
        next: ({ data }) => (data ? this.page.heard(data) : void this.read()),
        error: () => {
          if (this.isClosed) return;
          // What couldn't be started for now: again, and what was missed meanwhile is read.
          setTimeout(() => {
            this.subscribe(selection);
            void this.read();
          }, READ_AGAIN_MS);
        },
        complete: () => undefined,
      },
    );
  }

  private async ask(): Promise<unknown> {
    try {
      const response = await fetch(`http://127.0.0.1:${this.server.relay.port}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', cookie: this.cookie },
        body: JSON.stringify({ query: this.page.query }),
        signal: AbortSignal.timeout(15_000),
      });
      const { data, errors } = (await response.json()) as { data?: unknown; errors?: [] };
      return errors ? undefined : data;
    } catch {
      return undefined;
    }
  }

  private get cookie(): string {
    return `landfall-${this.server.port}=${this.person.token}`;
  }
}
