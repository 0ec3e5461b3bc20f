import type { IncomingMessage } from 'node:http';
import { CloseCode } from 'graphql-ws';
import type { WebSocket, WebSocketServer } from 'ws';
import type { Doorkeeper } from '../session/doorkeeper.ts';

const EVERY_MS = 2000;
/** Sessions asked about at once. */
const LANES = 8;

/**
 * Closes sockets whose session is over: signed out, run out, or its membership ended. One round after another, however
 * many sockets there are. @returns a function that ends it
 */
export function recheckSessions(sockets: WebSocketServer, door: Doorkeeper): () => void {
  const requests = new WeakMap<WebSocket, IncomingMessage>();
  sockets.on('connection', (socket, request) => requests.set(socket, request));
  let timer: NodeJS.Timeout | undefined;
  let isOver = false;

  const round = async (): Promise<void> => {
    const left = [...sockets.clients].values();
    const lane = async (): Promise<void> => {
      for (const socket of left) {
        const request = requests.get(socket);
        // While the database is away nobody can say: the socket stays, and is told nothing.
        const viewer = request && (await door.viewerOf(request).catch(() => undefined));
        if (viewer === null) socket.close(CloseCode.Forbidden, 'session ended');
      }
    };
    await Promise.all(Array.from({ length: LANES }, lane));
    next();
  };
  const next = (): void => {
    if (!isOver) timer = setTimeout(() => void round(), EVERY_MS).unref();
  };
  next();
  return () => {
    isOver = true;
    clearTimeout(timer);
  };
}
