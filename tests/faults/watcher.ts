import { type Client, createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import type { Person } from '../kit/person.ts';
import type { Server, Site } from './site.ts';

const TICKETS = '{ tickets(first: 50, order: UPDATED_DESC) { edges { node { id version state } } } }';
const CHANGED = 'subscription { ticketChanged { id version state } }';

/** Within this a subscription stands, or its connection doesn't. */
const SUBSCRIBED_MS = 1000;

interface Seen {
  readonly id: string;
  readonly version: number;
  readonly state: string;
}

/** A page that is open all day: it subscribes, then reads, and reads again after every reconnection, as the web does. */
export class Watcher {
  /** Tickets as this page shows them. */
  readonly picture = new Map<string, Seen>();
  reconnections = 0;
  private readonly client: Client;
  private readonly socket: { current: WebSocket | undefined } = { current: undefined };

  constructor(
    private readonly site: Site,
    private readonly person: Person,
    private readonly server: Server,
  ) {
    const { socket } = this;
    const headers = { cookie: `landfall-${server.port}=${person.token}` };
    this.client = createClient({
      url: `ws://127.0.0.1:${server.relay.port}/graphql`,
      webSocketImpl: class extends WebSocket {
        constructor(address: string, protocols: string[]) {
          super(address, protocols, { headers });
          socket.current = this;
        }
      },
      lazy: false,
      retryAttempts: Number.POSITIVE_INFINITY,
      shouldRetry: () => true,
      retryWait: (retries) => new Promise((resolve) => setTimeout(resolve, Math.min(50 * 2 ** retries, 1000))),
      on: {
        connected: (_, __, wasRetry) => {
          if (wasRetry) this.reconnections += 1;
          // The subscription follows the connection, and nothing says when it stands: read once it surely does, too.
          void this.read();
          setTimeout(() => void this.read(), SUBSCRIBED_MS);
        },
      },
    });
  }

  /** Starts watching. */
  watch(): void {
    const subscribe = (): void => {
      this.client.subscribe<{ ticketChanged: Seen }>(
        { query: CHANGED },
        {
          next: ({ data }) => data && this.merge(data.ticketChanged),
          error: () => subscribe(),
          complete: () => undefined,
        },
      );
    };
    subscribe();
  }

  /** What the tables say that this page doesn't. */
  async differences(): Promise<number> {
    const rows = await this.site.rows<Seen>(
      'select id::text, version, state from support.ticket where tenant_id = $1 order by updated_at desc, id desc limit 50',
      [this.person.tenant],
    );
    return rows.filter((row) => {
      const shown = this.picture.get(row.id);
      return shown?.version !== row.version || shown.state !== row.state;
    }).length;
  }

  /** Breaks the line without a word, as a sleeping laptop does. */
  drop(): void {
    this.socket.current?.terminate();
  }

  async close(): Promise<void> {
    await this.client.dispose();
  }

  private async read(): Promise<void> {
    try {
      const response = await fetch(`http://127.0.0.1:${this.server.relay.port}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', cookie: `landfall-${this.server.port}=${this.person.token}` },
        body: JSON.stringify({ query: TICKETS }),
        signal: AbortSignal.timeout(15_000),
      });
      const { data, errors } = (await response.json()) as {
        data?: { tickets: { edges: { node: Seen }[] } };
        errors?: [];
      };
      if (errors || !data) throw new Error('not read');
      for (const { node } of data.tickets.edges) this.merge(node);
    } catch {
      // What can't be read now is read with the next connection, or in a moment while this one stands.
      if (this.socket.current?.readyState === WebSocket.OPEN) setTimeout(() => void this.read(), 200);
    }
  }

  /** What is newer wins: an answer may come after the event that overtook it. */
  private merge(seen: Seen): void {
    const known = this.picture.get(seen.id);
    if (!known || known.version <= seen.version) this.picture.set(seen.id, seen);
  }
}
