// One of a crowd: what it shows, and how it reads. Plain enough for Node to strip its types.
import { Agent, request } from 'node:http';
import type { WebSocket } from 'ws';

/** A client of a crowd. */
export interface Seat {
  readonly port: number;
  readonly cookie: string;
  readonly tenant: string;
  /** Tickets as this client shows them: those that changed last by the tables' clock. */
  readonly picture: Map<string, Ticket>;
  socket: WebSocket | undefined;
  isUp: boolean;
  heardAt: number;
  /** Until when it has heard everything; 0: nothing yet. */
  since: number;
  tries: number;
  reads: 'none' | 'waiting' | 'asking' | 'again';
}

/** What it shows of a ticket, and when that changed. */
export interface Ticket {
  readonly id: string;
  readonly version: number;
  readonly updatedAt: string;
}

const SHOWN = 20;
const ANSWER_WITHIN = 20_000;

/** The latest of each ticket, one object for all pictures it is in. */
const known = new Map<string, Ticket>();
function sharedOf(ticket: Ticket): Ticket {
  const other = known.get(ticket.id);
  if (other?.version === ticket.version && other.updatedAt === ticket.updatedAt) return other;
  if (known.size > 200_000) known.clear();
  known.set(ticket.id, ticket);
  return ticket;
}

/** What is newer wins: an answer may come after the event that overtook it, and an event may be told twice. */
export function see({ picture }: Seat, ticket: Ticket): void {
  if ((picture.get(ticket.id)?.version ?? 0) > ticket.version) return;
  picture.set(ticket.id, sharedOf(ticket));
  if (picture.size <= SHOWN * 3) return;
  // By the clock the tables' own list goes by, not by when it was heard of.
  const byAge = [...picture.values()].sort((one, other) => Date.parse(one.updatedAt) - Date.parse(other.updatedAt));
  for (const { id } of byAge.slice(0, SHOWN)) picture.delete(id);
}

// Reading, not everybody at once: a browser has six connections, and a crowd of them shares ours.
const agent = new Agent({ keepAlive: true, maxSockets: 16 });
const readers: Seat[] = [];
let asking = 0;

/** Reads when it is its turn; once more where it is being read already. */
export function read(seat: Seat): void {
  if (seat.reads === 'waiting' || seat.reads === 'again') return;
  if (seat.reads === 'asking') {
    seat.reads = 'again';
    return;
  }
  seat.reads = 'waiting';
  readers.push(seat);
  next();
}

function next(): void {
  while (asking < 32 && readers.length > 0) {
    const seat = readers.shift() as Seat;
    asking += 1;
    seat.reads = 'asking';
    ask(seat).then(
      (tickets) => {
        for (const ticket of tickets.toReversed()) see(seat, ticket);
        done(seat, seat.reads === 'again');
      },
      () => setTimeout(() => done(seat, true), 200 + Math.random() * 800),
    );
  }
}

function done(seat: Seat, isAgain: boolean): void {
  asking -= 1;
  seat.reads = 'none';
  if (isAgain) read(seat);
  next();
}

function ask({ port, cookie }: Seat): Promise<Ticket[]> {
  const body = JSON.stringify({
    query: `{ tickets(first: ${SHOWN}, order: UPDATED_DESC) { edges { node { id version updatedAt } } } }`,
  });
  return new Promise((resolve, reject) => {
    const asked = request(
      {
        ...{ agent, port, host: '127.0.0.1', path: '/graphql', method: 'POST', timeout: ANSWER_WITHIN },
        headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), cookie },
      },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('error', reject);
        answer.on('end', () => {
          try {
            const { data } = JSON.parse(Buffer.concat(chunks).toString('utf8'));
            resolve(data.tickets.edges.map(({ node }: { node: Ticket }) => node));
          } catch (error) {
            reject(error);
          }
        });
      },
    );
    asked.on('timeout', () => asked.destroy(new Error('no answer')));
    asked.on('error', reject);
    asked.end(body);
  });
}
