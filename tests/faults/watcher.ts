import type { Person } from '../kit/person.ts';
import { Line } from './line.ts';
import type { Server } from './site.ts';
import { type Seen, SHOWN, type Truth } from './truth.ts';

/** Nouns pages show, and how many of each differ from the tables. */
export type Differences = Partial<Record<'tickets' | 'orders' | 'promises' | 'inbox' | 'figures', number>>;

/** A page that is open all day. */
export interface Watcher {
  readonly line: Line;
  drop(): void;
  /** What the tables say that this page doesn't. */
  differences(truthOf: (tenant: string) => Promise<Truth>, cells: () => Promise<string[]>): Promise<Differences>;
}

interface Owed {
  readonly id: string;
  readonly state: string;
}
type Order = Seen & { readonly promises: readonly Owed[] };
interface Desk {
  readonly tickets: { edges: { node: Seen }[] };
  readonly dispatchOrders: { edges: { node: Order }[] };
  readonly inboxSummary: { unreadCount: number };
}
const ORDER = 'id version state promises { id state }';

/** The desk: tickets, orders with what they owe, one's own inbox's counter. */
export class DeskWatcher implements Watcher {
  readonly line: Line;
  private readonly tickets = new Map<string, Seen>();
  private readonly orders = new Map<string, Seen>();
  private readonly promises = new Map<string, string>();
  private unread = -1;
  /** The counter has no version: an answer that something was told beside is asked for again. */
  private isOvertaken = false;

  constructor(
    private readonly person: Person,
    server: Server,
  ) {
    this.line = new Line(person, server, {
      query: `{ tickets(first: ${SHOWN}, order: UPDATED_DESC) { edges { node { id version state } } }
        dispatchOrders(first: ${SHOWN}) { edges { node { ${ORDER} } } } inboxSummary { unreadCount } }`,
      subscriptions: [
        'ticketChanged { id version state }',
        `dispatchOrderChanged { ${ORDER} }`,
        'promiseChanged { id state }',
        'inboxChanged { unreadCount }',
      ],
      asks: () => {
        this.isOvertaken = false;
      },
      read: (data: Desk) => {
        for (const { node } of data.tickets.edges) merge(this.tickets, node);
        for (const { node } of data.dispatchOrders.edges) this.order(node);
        if (!this.isOvertaken) this.unread = data.inboxSummary.unreadCount;
        return !this.isOvertaken;
      },
      heard: ({ ticketChanged, dispatchOrderChanged, promiseChanged, inboxChanged }) => {
        if (ticketChanged) merge(this.tickets, ticketChanged as Seen);
        if (dispatchOrderChanged) this.order(dispatchOrderChanged as Order);
        if (promiseChanged) this.promise(promiseChanged as Owed);
        if (!inboxChanged) return;
        this.isOvertaken = true;
        this.unread = (inboxChanged as Desk['inboxSummary']).unreadCount;
      },
    });
  }

  drop(): void {
    this.line.drop();
  }

  async differences(truthOf: (tenant: string) => Promise<Truth>): Promise<Differences> {
    const truth = await truthOf(this.person.tenant);
    return {
      tickets: truth.tickets.filter((row) => differs(this.tickets, row)).length,
      orders: truth.orders.filter((row) => differs(this.orders, row)).length,
      promises: [...truth.promises].filter(([id, state]) => this.promises.get(id) !== state).length,
      inbox: this.unread === (truth.inboxes.get(this.person.membershipId) ?? 0) ? 0 : 1,
    };
  }

  private order(order: Order): void {
    merge(this.orders, order);
    for (const promise of order.promises) this.promise(promise);
  }

  /** Kept or cancelled is for good: an older answer changes nothing of it. */
  private promise({ id, state }: Owed): void {
    if (state !== 'RUNNING' || !this.promises.has(id)) this.promises.set(id, state);
  }
}

interface Cells {
  readonly figures: {
    code: string;
    cells: { partnerId: string; month: string; numerator: number | null; denominator: number | null }[];
  }[];
}

/** Headquarters: every published cell. */
export class HeadquartersWatcher implements Watcher {
  readonly line: Line;
  private cells: string[] = [];

  constructor(person: Person, server: Server) {
    this.line = new Line(person, server, {
      query: '{ figures { code cells { partnerId month numerator denominator } } }',
      subscriptions: ['figureChanged { code }'],
      read: ({ figures }: Cells) => {
        this.cells = figures.flatMap(({ code, cells }) =>
          cells.flatMap(({ partnerId, month, numerator, denominator }) =>
            denominator === null ? [] : [`${code} ${partnerId} ${month} ${numerator} ${denominator}`],
          ),
        );
        this.cells.sort();
        return true;
      },
      heard: () => void this.line.read(),
    });
  }

  drop(): void {
    this.line.drop();
  }

  async differences(_: unknown, cells: () => Promise<string[]>): Promise<Differences> {
    const published = await cells();
    return {
      figures:
        published.length === this.cells.length ? published.filter((cell, i) => cell !== this.cells[i]).length : 1,
    };
  }
}

/** What is newer wins: an answer may come after the event that overtook it. */
function merge(picture: Map<string, Seen>, { id, version, state }: Seen): void {
  const known = picture.get(id);
  if (!known || known.version <= version) picture.set(id, { id, version, state });
}

function differs(picture: ReadonlyMap<string, Seen>, { id, version, state }: Seen): boolean {
  const shown = picture.get(id);
  return shown?.version !== version || shown.state !== state;
}
