import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Context } from '@landfall/kit/service/context';
import type { Viewer } from '@landfall/kit/viewer/viewer';
import { GraphQLError, getOperationAST } from 'graphql';
import { CloseCode } from 'graphql-ws';
import { useServer } from 'graphql-ws/use/ws';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Graph } from '../server/graph.ts';
import type { Doorkeeper } from '../session/doorkeeper.ts';

const RECHECK_MS = 2000;
const FRAME_BYTES = 200_000;

/** What a socket carries besides its operations. */
interface Extra extends Record<PropertyKey, unknown> {
  readonly request: IncomingMessage;
  viewer?: Viewer;
}

/** How sockets are let in. */
export interface SocketOptions {
  readonly graph: Graph;
  readonly door: Doorkeeper;
  /** Whether a page of this origin may open a socket. */
  readonly isOurs: (origin: string | undefined, host: string | undefined) => boolean;
}

/**
 * graphql-ws on `/graphql`: subscriptions only, same documents and limits as HTTP, closed within 5 s of the end of its
 * session (security.md 11).
 */
export function openSockets(
  server: Server,
  { graph, door, isOurs }: SocketOptions,
): { close(): Promise<void>; readonly size: number } {
  const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false, maxPayload: FRAME_BYTES });
  const onUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    if (new URL(request.url ?? '/', 'http://x').pathname !== '/graphql') return;
    if (!isOurs(request.headers.origin, request.headers.host)) {
      socket.end('HTTP/1.1 403 Forbidden\r\nconnection: close\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (ws) => sockets.emit('connection', ws, request));
  };
  server.on('upgrade', onUpgrade);
  const cleanup = useServer<Record<string, unknown>, Extra>(
    {
      connectionInitWaitTimeout: 3000,
      onConnect: async ({ extra }) => {
        const viewer = await door.viewerOf(extra.request);
        if (!viewer) return false;
        extra.viewer = viewer;
        return true;
      },
      context: ({ extra }) => graph.context(extra.viewer as Viewer) as never,
      onSubscribe: ({ extra }, _id, payload) => {
        const viewer = extra.viewer as Viewer;
        const prepared = graph.prepare(viewer.surface, payload.query);
        if ('errors' in prepared) return prepared.errors;
        const operation = getOperationAST(prepared.document, payload.operationName ?? null);
        if (operation?.operation !== 'subscription') {
          return [
            new GraphQLError('subscriptions only', {
              extensions: { code: 'INVALID', reason: 'invalidDocument', fields: [] },
            }),
          ];
        }
        const abort = new AbortController();
        return {
          schema: undefined as never,
          document: prepared.document,
          variableValues: payload.variables ?? {},
          operationName: payload.operationName ?? undefined,
          contextValue: { context: graph.context(viewer, abort.signal), abort },
        } as never;
      },
      subscribe: (async (args: {
        document: never;
        variableValues: Record<string, unknown>;
        operationName?: string;
        contextValue: { context: Context; abort: AbortController };
      }) => {
        const { context, abort } = args.contextValue;
        const result = await graph.run(args.document, args.variableValues, args.operationName ?? null, context);
        return Symbol.asyncIterator in result ? endingWith(result, abort) : result;
      }) as never,
    },
    sockets,
  );
  const recheck = setInterval(() => void recheckAll(sockets, door), RECHECK_MS);
  recheck.unref();
  sockets.on('connection', (ws: Held, request: IncomingMessage) => {
    ws.landfallRequest = request;
  });
  return {
    get size() {
      return sockets.clients.size;
    },
    async close() {
      clearInterval(recheck);
      server.off('upgrade', onUpgrade);
      for (const ws of sockets.clients) ws.close(1012, 'server is being replaced');
      await cleanup.dispose();
    },
  };
}

type Held = WebSocket & { landfallRequest?: IncomingMessage };

/** Closes sockets whose session is over. */
async function recheckAll(sockets: WebSocketServer, door: Doorkeeper): Promise<void> {
  for (const ws of sockets.clients as Set<Held>) {
    if (!ws.landfallRequest) continue;
    const viewer = await door.viewerOf(ws.landfallRequest).catch(() => undefined);
    if (viewer === null) ws.close(CloseCode.Forbidden, 'session ended');
  }
}

/** A stream that tells its source when nobody reads it any more. */
function endingWith<T>(stream: AsyncIterable<T>, abort: AbortController): AsyncIterableIterator<T> {
  const inner = stream[Symbol.asyncIterator]();
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    next: () => inner.next(),
    async return() {
      abort.abort();
      await inner.return?.();
      return { done: true, value: undefined };
    },
  };
}
