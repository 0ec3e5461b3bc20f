import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Server } from 'ws';
import type { Conversation } from './conversation.ts';

/** Whether a page of this origin may open a socket; programs send none, and no cookie of a browser's either. */
export type IsOurs = (origin: string | undefined, host: string | undefined) => boolean;

/**
 * Lets WebSockets in on `/graphql` and nothing anywhere else. Node leaves an upgraded connection, its errors and its end
 * to whoever listens: one that nobody handles would end the process or stay open for ever.
 */
export function upgradeTo(
  sockets: Server<typeof Conversation>,
  isOurs: IsOurs,
): (request: IncomingMessage, socket: Duplex, head: Buffer) => void {
  // One for all, and what each call holds is let go of with its request.
  const opened = (socket: Conversation, request: IncomingMessage): boolean =>
    sockets.emit('connection', socket, request);
  return (request, socket, head) => {
    socket.on('error', onError);
    const [path] = (request.url ?? '').split('?', 1);
    if (path !== '/graphql') refuse(socket, '404 Not Found');
    else if (!isOurs(request.headers.origin, request.headers.host)) refuse(socket, '403 Forbidden');
    else sockets.handleUpgrade(request, socket, head, opened);
  };
}

function onError(this: Duplex): void {
  this.destroy();
}

function refuse(socket: Duplex, status: string): void {
  socket.once('finish', () => socket.destroy());
  socket.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
}
