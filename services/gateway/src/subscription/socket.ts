import type { Server } from 'node:http';
import { localeOf } from '@landfall/kit/problem/problem-catalog';
import { handleProtocols } from 'graphql-ws';
import { WebSocketServer } from 'ws';
import type { Callers } from '../server/callers.ts';
import type { Graph } from '../server/graph.ts';
import { Conversation } from './conversation.ts';
import { Deliveries } from './deliveries.ts';
import type { Host } from './host.ts';
import { Pulse } from './pulse.ts';
import { RecheckedSockets } from './rechecked-sockets.ts';
import { type IsOurs, upgradeTo } from './upgrade.ts';

/** A page says a name and a few variables, and each socket may keep {@link Deliveries} so many of them. Bytes. */
const LONGEST_MESSAGE = 100_000;
/** In how many pieces a message may come: each takes more memory than what it holds. */
const MOST_PIECES = 1000;
/** Clients that don't answer our goodbye have left already. */
const GOODBYE_MS = 300;
const REPLACED = 1012;

/** How sockets are let in. */
export interface SocketOptions {
  readonly graph: Graph;
  readonly callers: Callers;
  readonly isOurs: IsOurs;
  /** How long a connection may say nothing before it is asked whether it is there. */
  readonly pingMs?: number | undefined;
}

/**
 * graphql-transport-ws on `/graphql`: subscriptions only, same documents and limits as HTTP, closed within 5 s of the end of
 * its session (security.md 11).
 */
export function openSockets(
  server: Server,
  { graph, callers, isOurs, pingMs }: SocketOptions,
): { close(): Promise<void>; readonly size: number } {
  const sockets = new WebSocketServer({
    noServer: true,
    WebSocket: Conversation,
    perMessageDeflate: false,
    maxPayload: LONGEST_MESSAGE,
    maxBufferedChunks: MOST_PIECES,
    maxFragments: MOST_PIECES,
    handleProtocols,
  });
  const deliveries = new Deliveries(graph);
  const rechecked = new RecheckedSockets(callers, sockets.clients);
  const pulse = new Pulse(sockets.clients, pingMs);
  const onUpgrade = upgradeTo(sockets, isOurs);
  server.on('upgrade', onUpgrade);
  const host: Host = {
    async greet(request, language) {
      const { viewer, credential } = (await callers.of(request)) ?? {};
      // What a service vouches for is for a minute, and a socket has no end.
      if (!viewer || !credential) return null;
      // A browser can't choose the headers of a socket: a page says its language in the first message.
      return {
        viewer: typeof language === 'string' ? { ...viewer, locale: localeOf(language) } : viewer,
        credential,
      };
    },
    subscribe: (subscription, viewer, payload, others) => deliveries.start(subscription, viewer, payload, others),
    failed: (error) => graph.log.error({ err: error }, 'socket failed'),
  };
  sockets.on('connection', (socket, request) => {
    pulse.add(socket);
    socket.begin(host, request);
  });
  return {
    get size() {
      return sockets.clients.size;
    },
    async close() {
      rechecked.stop();
      pulse.stop();
      server.off('upgrade', onUpgrade);
      for (const socket of sockets.clients) socket.close(REPLACED, 'server is being replaced');
      const gone = setTimeout(() => {
        for (const socket of sockets.clients) socket.terminate();
      }, GOODBYE_MS);
      await new Promise<void>((resolve) => sockets.close(() => resolve()));
      clearTimeout(gone);
    },
  };
}
