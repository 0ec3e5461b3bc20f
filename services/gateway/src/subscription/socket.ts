import type { Server } from 'node:http';
import { Problem } from '@landfall/kit/problem/problem';
import { localeOf } from '@landfall/kit/problem/problem-catalog';
import type { Viewer } from '@landfall/kit/viewer/viewer';
import { getOperationAST } from 'graphql';
import { handleProtocols, makeServer } from 'graphql-ws';
import { WebSocketServer } from 'ws';
import type { Callers } from '../server/callers.ts';
import type { Graph } from '../server/graph.ts';
import { LIMITS } from '../server/limits.ts';
import { isBehind } from './behind.ts';
import { type Carried, converse } from './conversation.ts';
import { Deliveries, type Subscribed } from './deliveries.ts';
import { RecheckedSockets } from './rechecked-sockets.ts';
import { type IsOurs, upgradeTo } from './upgrade.ts';

/** Subscriptions of one socket: more than any page has, and an end to what one tab can make us read at each event. */
const MOST_SUBSCRIPTIONS = 40;
/** Clients that don't answer our goodbye have left already. */
const GOODBYE_MS = 300;
const REPLACED = 1012;

/** What a socket carries besides its operations. */
interface Extra extends Record<PropertyKey, unknown>, Carried {
  viewer?: Viewer;
}

/** How sockets are let in. */
export interface SocketOptions {
  readonly graph: Graph;
  readonly callers: Callers;
  readonly isOurs: IsOurs;
  /** How long a connection may say nothing before it is asked whether it is there. */
  readonly pingMs?: number | undefined;
}

/**
 * graphql-ws on `/graphql`: subscriptions only, same documents and limits as HTTP, closed within 5 s of the end of its
 * session (security.md 11).
 */
export function openSockets(
  server: Server,
  { graph, callers, isOurs, pingMs }: SocketOptions,
): { close(): Promise<void>; readonly size: number } {
  const sockets = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: LIMITS.bodyBytes,
    handleProtocols,
  });
  const deliveries = new Deliveries(graph);
  const rechecked = new RecheckedSockets(callers);
  const onUpgrade = upgradeTo(sockets, isOurs);
  server.on('upgrade', onUpgrade);
  const protocol = makeServer<Record<string, unknown>, Extra>({
    connectionInitWaitTimeout: 3000,
    onConnect: async ({ extra, connectionParams }) => {
      const { viewer, credential } = (await callers.of(extra.request)) ?? {};
      // What a service vouches for is for a minute, and a socket has no end.
      if (!viewer || !credential) return false;
      rechecked.add(extra.socket, credential);
      // A browser can't choose the headers of a socket: a page says its language in the first message.
      const language = connectionParams?.['accept-language'];
      extra.viewer = typeof language === 'string' ? { ...viewer, locale: localeOf(language) } : viewer;
      return true;
    },
    onSubscribe: ({ extra, subscriptions }, id, payload) => {
      const viewer = extra.viewer as Viewer;
      if (Object.keys(subscriptions).length > MOST_SUBSCRIPTIONS)
        return [graph.refused(new Problem('LIMITED', 'limited'), viewer)];
      const prepared = graph.prepare(viewer, payload);
      if ('errors' in prepared) return prepared.errors;
      const operation = getOperationAST(prepared.document, payload.operationName ?? null);
      if (operation?.operation !== 'subscription')
        return [graph.refused(new Problem('INVALID', 'invalidDocument'), viewer)];
      return {
        schema: undefined as never,
        document: prepared.document,
        variableValues: payload.variables ?? {},
        operationName: payload.operationName ?? undefined,
        contextValue: {
          id,
          viewer,
          socket: extra.socket,
          isBehind: isBehind(graph.bus, viewer, operation, payload.extensions),
        },
      } as never;
    },
    subscribe: ((subscribed: Subscribed) => deliveries.start(subscribed)) as never,
  });
  sockets.on('connection', (socket, request) => converse({ protocol, log: graph.log, pingMs }, socket, request));
  return {
    get size() {
      return sockets.clients.size;
    },
    async close() {
      rechecked.stop();
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
