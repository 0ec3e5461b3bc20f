// A crowd of light clients in a process of its own, so that sockets are bounded by servers and not by the runner. Run by
// crowd.ts; plain enough for Node to strip its types.
import { Agent, request } from 'node:http';
import { WebSocket } from 'ws';

interface Seat {
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

interface Ticket {
  readonly id: string;
  readonly version: number;
}

type Order =
  | { readonly what: 'open'; readonly seats: { port: number; cookie: string; tenant: string; count: number }[] }
  | { readonly what: 'drop' }
  | { readonly what: 'status' }
  | { readonly what: 'compare'; readonly truth: Record<string, Ticket[]> };

const SHOWN = 20;
/** As the web: doubling, half of it chance. */
const pauseBefore = (tries: number): number => {
  const most = Math.min(30_000, 500 * 2 ** tries);
  return most / 2 + (Math.random() * most) / 2;
};
const ANSWER_WITHIN = 20_000;
const OPEN_WITHIN = 20_000;

const seats: Seat[] = [];
let returns = 0;

/** One id for all pictures it is in. */
const names = new Map<string, string>();
function nameOf(id: string): string {
  const known = names.get(id);
  if (known !== undefined) return known;
  if (names.size > 200_000) names.clear();
  names.set(id, id);
  return id;
}

function see(seat: Seat, { id, version }: Ticket): void {
  if ((seat.picture.get(id) ?? 0) > version) return;
  // Set anew, so that the ones that changed last stay.
  seat.picture.delete(id);
  seat.picture.set(nameOf(id), version);
  for (const oldest of seat.picture.keys()) {
    if (seat.picture.size <= SHOWN * 3) break;
    seat.picture.delete(oldest);
  }
}

function connect(seat: Seat): void {
  const socket = new WebSocket(`ws://127.0.0.1:${seat.port}/graphql`, 'graphql-transport-ws', {
    headers: { cookie: seat.cookie },
    perMessageDeflate: false,
    handshakeTimeout: OPEN_WITHIN,
  });
  seat.socket = socket;
  socket.on('open', () => socket.send('{"type":"connection_init"}'));
  socket.on('ping', () => {
    seat.heardAt = performance.now();
  });
  socket.on('message', (bytes) => {
    const said = JSON.parse(String(bytes)) as { type: string; payload?: { data?: { ticketChanged: Ticket } | null } };
    if (said.type === 'connection_ack') {
      const age = seat.since === 0 ? 3_600_000 : performance.now() - seat.since;
      const payload = { query: 'subscription { ticketChanged { id version } }', extensions: { age } };
      socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload }));
      seat.isUp = true;
      seat.tries = 0;
    } else if (said.type === 'next') {
      const ticket = said.payload?.data?.ticketChanged;
      if (ticket) see(seat, ticket);
      else read(seat);
    } else if (said.type === 'error' || said.type === 'complete') socket.close(4000, 'again');
    else if (said.type === 'ping') socket.send('{"type":"pong"}');
    seat.heardAt = performance.now();
  });
  socket.on('error', () => undefined);
  socket.on('close', () => {
    if (seat.isUp) seat.since = seat.heardAt;
    seat.isUp = false;
    returns += 1;
    setTimeout(() => connect(seat), pauseBefore(seat.tries++));
  });
}

// Reading, not everybody at once: a browser has six connections, and a crowd of them shares ours.
const agent = new Agent({ keepAlive: true, maxSockets: 16 });
const readers: Seat[] = [];
let asking = 0;

function read(seat: Seat): void {
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

/** Clients that are away, have something to read yet, or show something else than the tables. */
function behind(truth: Record<string, Ticket[]>): number {
  return seats.filter(
    ({ isUp, reads, picture, tenant }) =>
      !isUp || reads !== 'none' || (truth[tenant] ?? []).some(({ id, version }) => picture.get(id) !== version),
  ).length;
}

function answer(order: Order): object {
  if (order.what === 'open') {
    for (const { count, ...who } of order.seats)
      for (let i = 0; i < count; i++) {
        const seat: Seat = {
          ...{
            ...who,
            picture: new Map(),
            socket: undefined,
            isUp: false,
            heardAt: 0,
            since: 0,
            tries: 0,
            reads: 'none',
          },
        };
        seats.push(seat);
        // Half a millisecond each: the start is no storm yet.
        setTimeout(() => connect(seat), seats.length / 2);
      }
  }
  let dropped = 0;
  if (order.what === 'drop')
    for (const { socket, isUp } of seats)
      if (isUp) {
        dropped += 1;
        socket?.terminate();
      }
  const gaps = order.what === 'compare' ? behind(order.truth) : 0;
  return { up: seats.filter(({ isUp }) => isUp).length, behind: gaps, dropped, returns };
}

process.on('message', ({ id, ...order }: Order & { id: number }) =>
  process.send?.({ id, ...answer(order as unknown as Order) }),
);
// Ctrl-C is our runner's matter, and without it nobody needs us.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => undefined);
process.on('disconnect', () => process.exit());
