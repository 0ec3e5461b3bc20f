import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { Problem } from '@landfall/kit/problem/problem';
import { asProblem } from '@landfall/kit/tenancy/database-error';
import type { DemoAccount } from '../demo/demo-account.ts';
import { SessionCookie } from '../session/cookie.ts';
import { Doorkeeper } from '../session/doorkeeper.ts';
import { openSockets } from '../subscription/socket.ts';
import { answerAuth } from './auth-routes.ts';
import type { Graph } from './graph.ts';
import { answerGraph, refuse } from './graph-routes.ts';
import type { RunningHost } from './host.ts';
import { sendJson } from './http.ts';
import { bridgeOf } from './landfall-bridge.ts';
import type { Pages } from './web-pages.ts';

/** What the HTTP server is made of. */
export interface ServerOptions {
  readonly host: RunningHost;
  readonly graph: Graph;
  /** Signs and verifies what processes vouch for to each other. */
  readonly secret: string;
  readonly pages?: Pages | undefined;
  readonly demoAccounts: readonly DemoAccount[] | null;
  /** How browsers reach us, where it isn't directly. */
  readonly publicUrl?: string | undefined;
  /** Names of migrations that have not run. */
  readonly pending: () => Promise<readonly string[]>;
}

/** Pages, `/graphql` over HTTP and WebSocket, `/auth`, `/healthz` and `/readyz` on one origin. */
export function createHttpServer(options: ServerOptions): { server: Server; drain(): Promise<void> } {
  const { host, graph, publicUrl } = options;
  const door = new Doorkeeper(
    host.tenancy.reader('edge'),
    new SessionCookie(publicUrl?.startsWith('https:') ?? false),
    host.catalog,
    options.secret,
  );
  let isDraining = false;
  const server = createServer((request, response) => {
    route(request, response, options, door, () => isDraining).catch((error: unknown) => {
      const problem = asProblem(error);
      if (!(problem instanceof Problem)) host.log.error({ err: problem }, 'request failed');
      if (response.headersSent) response.destroy();
      else
        refuse(
          request,
          response,
          statusOf(problem),
          problem instanceof Problem ? problem : new Problem('INTERNAL', 'internal'),
          host.catalog,
        );
    });
  });
  server.keepAliveTimeout = 65_000;
  const isOurs = (origin: string | undefined, at: string | undefined): boolean =>
    origin === undefined || (publicUrl ? origin === new URL(publicUrl).origin : URL.parse(origin)?.host === at);
  const sockets = openSockets(server, { graph, door, isOurs });
  return {
    server,
    async drain() {
      isDraining = true;
      await sockets.close();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
        setTimeout(() => server.closeAllConnections(), 1500).unref();
      });
    },
  };
}

async function route(
  request: IncomingMessage,
  response: ServerResponse,
  options: ServerOptions,
  door: Doorkeeper,
  isDraining: () => boolean,
): Promise<void> {
  const { graph, host } = options;
  const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
  if (path === '/graphql') {
    const viewer = await door.viewerOf(request);
    if (!viewer) return refuse(request, response, 401, new Problem('UNAUTHENTICATED', 'unauthenticated'), host.catalog);
    return answerGraph(request, response, graph, viewer);
  }
  if (path.startsWith('/auth/')) return answerAuth(path, request, response, door);
  if (path === '/healthz') return sendJson(response, 200, { alive: true });
  if (path === '/readyz') return answerReady(response, options, isDraining());
  if (!options.pages)
    return sendJson(response, 404, { code: 'NOT_FOUND', message: 'The pages have not been built: npm run build' });
  const isAsset = path.startsWith('/_app/');
  const viewer = isAsset ? null : await door.viewerOf(request);
  (request as IncomingMessage & { landfall?: unknown }).landfall = isAsset
    ? undefined
    : bridgeOf(request, viewer, graph, door, options.demoAccounts);
  options.pages(request, response, (error) => {
    if (error) host.log.error({ err: error }, 'page failed');
    if (!response.headersSent)
      sendJson(response, error ? 500 : 404, { code: error ? 'INTERNAL' : 'NOT_FOUND', message: path });
  });
}

async function answerReady(response: ServerResponse, { pending }: ServerOptions, isDraining: boolean): Promise<void> {
  if (isDraining) return sendJson(response, 503, { ready: false, reason: 'draining' });
  try {
    const names = await pending();
    sendJson(
      response,
      names.length === 0 ? 200 : 503,
      names.length === 0 ? { ready: true } : { ready: false, reason: 'migrations', pending: names },
    );
  } catch {
    sendJson(response, 503, { ready: false, reason: 'database' });
  }
}

function statusOf(error: unknown): number {
  const code = error instanceof Problem ? error.code : 'INTERNAL';
  return {
    UNAUTHENTICATED: 401,
    FORBIDDEN: 403,
    NOT_FOUND: 404,
    INVALID: 400,
    CONFLICT: 409,
    LIMITED: 413,
    UNAVAILABLE: 503,
    INTERNAL: 500,
  }[code];
}
