import type { IncomingMessage } from 'node:http';
import type { Log } from '@landfall/kit/log/log';
import { Problem } from '@landfall/kit/problem/problem';
import { asProblem } from '@landfall/kit/tenancy/database-error';
import { CloseCode, type Server } from 'graphql-ws';
import type { WebSocket } from 'ws';

/** Come back in a moment: the database is away, or it was too much at once. */
export const TRY_AGAIN = 1013;
/** A connection that says nothing for this long is asked whether it is there, and given up after as long again. Milliseconds. */
const PING_MS = 12_000;

/** What a socket carries besides its operations. */
export interface Carried {
  readonly request: IncomingMessage;
  readonly socket: WebSocket;
}

/** How a socket is talked with. */
export interface Conversation<Extra extends Record<PropertyKey, unknown>> {
  readonly protocol: Server<Extra>;
  readonly log: Log;
  readonly pingMs?: number | undefined;
}

/**
 * graphql-transport-ws over one socket, as graphql-ws has it, with an end for each that fits: what isn't the protocol is the
 * client's mistake and no line of our log; what is ours says so; a half-open connection is found and let go of.
 */
export function converse<Extra extends Record<PropertyKey, unknown>>(
  { protocol, log, pingMs = PING_MS }: Conversation<Extra>,
  socket: WebSocket,
  request: IncomingMessage,
): void {
  // ws closes by itself what breaks its rules (a frame too long, no UTF-8), with the code for it.
  socket.on('error', () => undefined);
  const closed = protocol.opened(
    {
      protocol: socket.protocol,
      send: (data) =>
        new Promise((resolve, reject) => {
          if (socket.readyState !== socket.OPEN) return resolve();
          socket.send(data, (error) => (error ? reject(error) : resolve()));
        }),
      // A reason may name what the client called it; it has to fit into a frame.
      close: (code, reason) => socket.close(code, reason?.slice(0, 40)),
      onMessage: (heard) =>
        socket.on('message', (data) => {
          heard(String(data)).catch((error: unknown) => {
            const [code, reason] = endFor(error, log);
            socket.close(code, reason);
          });
        }),
    },
    { socket, request } as unknown as Extra,
  );
  let isThere = true;
  socket.on('pong', () => {
    isThere = true;
  });
  const asking = setInterval(() => {
    if (!isThere) return socket.terminate();
    isThere = false;
    socket.ping();
  }, pingMs).unref();
  socket.once('close', (code, reason) => {
    clearInterval(asking);
    Promise.resolve(closed(code, String(reason))).catch((error: unknown) =>
      log.error({ err: error }, 'socket not cleared up'),
    );
  });
}

function endFor(error: unknown, log: Log): readonly [code: number, reason: string] {
  const known = asProblem(error);
  if (known instanceof Problem) return [TRY_AGAIN, 'try again'];
  // Messages that only a server sends.
  if (/^Unexpected message of type/.test((known as Error | undefined)?.message ?? ''))
    return [CloseCode.BadRequest, 'not understood'];
  log.error({ err: known }, 'socket failed');
  return [CloseCode.InternalServerError, 'internal'];
}
