// A crowd of light clients in a process of its own, so that sockets are bounded by servers and not by the runner. Run by
// crowd.ts; plain enough for Node to strip its types.
import { WebSocket } from 'ws';
import { read, type Seat, see, type Ticket } from './crowd-seat.ts';

type Order =
  | { readonly what: 'open'; readonly seats: { port: number; cookie: string; tenant: string; count: number }[] }
  | { readonly what: 'drop' }
  | { readonly what: 'status' }
  | { readonly what: 'compare'; readonly truth: Record<string, Ticket[]> };

/** As the web: doubling, half of it chance. */
const pauseBefore = (tries: number): number => {
  const most = Math.min(30_000, 500 * 2 ** tries);
  return most / 2 + (Math.random() * most) / 2;
};
const OPEN_WITHIN = 20_000;

const seats: Seat[] = [];
let returns = 0;

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
      const payload = { query: 'subscription { ticketChanged { id version updatedAt } }', extensions: { age } };
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

/** Clients that are away, have something to read yet, or show something else than the tables. */
function behind(truth: Record<string, Ticket[]>): number {
  return seats.filter(
    ({ isUp, reads, picture, tenant }) =>
      !isUp ||
      reads !== 'none' ||
      (truth[tenant] ?? []).some(({ id, version }) => picture.get(id)?.version !== version),
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
