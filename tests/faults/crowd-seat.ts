// One of a crowd: what it shows, and how it reads. Plain enough for Node to strip its types.
import { Agent, request } from 'node:http';
import type { WebSocket } from 'ws';

/** A client of a crowd. */
export interface Seat {
  readonly port: number;
  readonly cookie: string;
  readonly tenant: string;
  /** Versions of tickets as this client shows them. */
  readonly picture: Map<string, number>;
  socket: WebSocket | undefined;
  isUp: boolean;
  heardAt: number;
  /** Until when it has heard everything; 0: nothing yet. */
  since: number;
  tries: number;
  reads: 'none' | 'waiting' | 'asking' | 'again';
}

/** What it shows of a ticket. */
export interface Ticket {
  readonly id: string;
  readonly version: number;
}

const SHOWN = 20;
const ANSWER_WITHIN = 20_000;

/** One id for all pictures it is in. */
const names = new Map<string, string>();
function nameOf(id: string): string {
  const known = names.get(id);
  if (known !== undefined) return known;
  if (names.size > 200_000) names.clear();
  names.set(id, id);
  return id;
}

/** What is newer wins: an answer may come after the event that overtook it. */
export function see(seat: Seat, { id, version }: Ticket): void {
  if ((seat.picture.get(id) ?? 0) > version) return;
  // Set anew, so that the ones that changed last stay.
  seat.picture.delete(id);
  seat.picture.set(nameOf(id), version);
  for (const oldest of seat.picture.keys()) {
    if (seat.picture.size <= SHOWN * 3) break;
    seat.picture.delete(oldest);
  }
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
    query: `{ tickets(first: ${SHOWN}, order: UPDATED_DESC) { edges { node { id version } } } }`,
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
