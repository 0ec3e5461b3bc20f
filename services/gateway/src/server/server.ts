import { createPublicKey } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { logIdNow } from '@landfall/kit/log/log-id';
import type { Metrics } from '@landfall/kit/metrics/metrics';
import { Problem } from '@landfall/kit/problem/problem';
import { asProblem } from '@landfall/kit/tenancy/database-error';
import { tracing } from '@landfall/kit/tracing/tracing';
import { signingKey } from '@landfall/kit/viewer/viewer-token';
import type { KeptMails } from '@landfall/notifications/kept/kept-mails';
import type { Trust } from '../config/trust.ts';
import type { DemoAccount } from '../demo/demo-account.ts';
import { InvitationDoor } from '../invitation/invitation-door.ts';
import { answerInvitation, INVITATIONS } from '../invitation/invitation-routes.ts';
import { SessionCookie } from '../session/cookie.ts';
import { Doorkeeper } from '../session/doorkeeper.ts';
import { SignOnDoor } from '../session/sign-on-door.ts';
import { openSockets } from '../subscription/socket.ts';
import { PAGE_SPANS, PageSpans } from '../tracing/page-spans.ts';
import { routing } from '../tracing/request-trace.ts';
import { ARCHIVES, answerArchive } from './archive-routes.ts';
import { answerAuth, refuseEntry } from './auth-routes.ts';
import { sendAwayPage, wantsPage } from './away-page.ts';
import { Callers } from './callers.ts';
import type { Graph } from './graph.ts';
import { answerGraph, refuse } from './graph-routes.ts';
import { secureHeaders } from './headers.ts';
import type { RunningHost } from './host.ts';
import { sendJson } from './http.ts';
import { bridgeOf } from './landfall-bridge.ts';
import { doorsOf } from './landfall-doors.ts';
import { answerLogo, LOGOS } from './logo-routes.ts';
import { answerKeptMail, KEPT_MAIL } from './mail-routes.ts';
import { Proxies } from './proxies.ts';
import { type Readiness, readiness } from './readiness.ts';
import { noteViewer, RequestLog } from './request-log.ts';
import { answerSignOn, SIGN_ON } from './sign-on-routes.ts';
import { answerSupport, SUPPORT } from './support-routes.ts';
import { ASSETS, type Pages } from './web-pages.ts';

/** Answers under way have this long when we end; a statement takes at most 2 s. */
const DRAIN_MS = 2000;

/** What the HTTP server is made of. */
export interface ServerOptions {
  readonly host: RunningHost;
  readonly graph: Graph;
  /** Verifies what services bring back of what we signed. */
  readonly secret: string;
  /** Which proxies are believed about where a request comes from; none unless said. */
  readonly trustProxy?: Trust | undefined;
  readonly pages?: Pages | undefined;
  readonly demoAccounts: readonly DemoAccount[] | null;
  /** The port as configured: part of the cookie's name where it isn't the usual one. */
  readonly port?: number | undefined;
  /** How browsers reach us, where it isn't directly. */
  readonly publicUrl?: string | undefined;
  /** Mail that is kept instead of sent, where it is. */
  readonly keptMails?: () => KeptMails | undefined;
  /** How long a socket may say nothing before it is asked whether it is there. */
  readonly pingMs?: number | undefined;
  /** Requests are logged at `info` then. */
  readonly isProduction?: boolean | undefined;
  /** Where requests are measured, if they are. */
  readonly metrics?: Metrics | undefined;
  /** Names of migrations that have not run. */
  readonly pending: () => Promise<readonly string[]>;
}

/** Pages, `/graphql` over HTTP and WebSocket, `/auth`, `/healthz` and `/readyz` on one origin. */
export function createHttpServer(options: ServerOptions): { server: Server; drain(): Promise<void> } {
  const { host, graph, publicUrl } = options;
  const proxies = new Proxies(options.trustProxy);
  const isSecure = publicUrl?.startsWith('https:') ?? false;
  const cookie = new SessionCookie(isSecure, options.port);
  const door = new Doorkeeper(host, cookie, proxies);
  const signOn = new SignOnDoor(host, door, cookie, isSecure);
  const invitations = new InvitationDoor(host, door);
  const ending = new AbortController();
  const callers = new Callers(door, host, proxies, createPublicKey(signingKey(options.secret)));
  const pageSpans = new PageSpans(graph);
  void callers.follow(ending.signal);
  let isDraining = false;
  const isReady = readiness(options);
  const secure = secureHeaders(publicUrl, proxies);
  const { metrics, isProduction = false } = options;
  const requests = new RequestLog({ log: host.log, isProduction, metrics });
  const server = createServer((request, response) =>
    requests.answer(request, response, () => {
      secure(request, response);
      if (isDraining) response.setHeader('connection', 'close');
      route(request, response, { ...options, proxies, door, signOn, invitations, callers, pageSpans }, () =>
        isDraining ? 'draining' : isReady(),
      ).catch((error: unknown) => fail(request, response, error, host));
    }),
  );
  server.keepAliveTimeout = 65_000;
  // Who sends its question letter by letter keeps a connection for nothing.
  server.headersTimeout = 20_000;
  server.requestTimeout = 60_000;
  const isOurs = (origin: string | undefined, at: string | undefined): boolean =>
    origin === undefined || (publicUrl ? origin === new URL(publicUrl).origin : URL.parse(origin)?.host === (at ?? ''));
  const sockets = openSockets(server, { graph, callers, isOurs, pingMs: options.pingMs });
  return {
    server,
    async drain() {
      isDraining = true;
      ending.abort();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      // A connection that has had its answer stays open for the next question: nobody needs to wait for it.
      const idle = setInterval(() => server.closeIdleConnections(), 50);
      const overdue = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
      await Promise.all([sockets.close(), closed]);
      clearInterval(idle);
      clearTimeout(overdue);
    },
  };
}

/** What could not be answered: a code of the closed list, in the form of what was asked. */
function fail(
  request: IncomingMessage,
  response: ServerResponse,
  error: unknown,
  { log, catalog }: Pick<RunningHost, 'log' | 'catalog'>,
): void {
  const known = asProblem(error);
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const logId = logIdNow();
  if (!(known instanceof Problem)) log.error({ err: known, logId }, 'request failed');
  const problem = known instanceof Problem ? known : new Problem('INTERNAL', 'internal', [], { logId });
  // What is left of a body that was too long is not read: the connection can't carry another question.
  if (!request.complete) response.setHeader('connection', 'close');
  if (problem.code === 'UNAVAILABLE' && wantsPage(request)) sendAwayPage(request, response);
  else if (request.url?.startsWith('/auth/')) refuseEntry(request, response, statusOf(problem), problem, catalog);
  else refuse(request, response, statusOf(problem), problem, catalog);
}

async function route(
  request: IncomingMessage,
  response: ServerResponse,
  options: ServerOptions & {
    readonly proxies: Proxies;
    readonly door: Doorkeeper;
    readonly signOn: SignOnDoor;
    readonly invitations: InvitationDoor;
    readonly callers: Callers;
    readonly pageSpans: PageSpans;
  },
  ready: () => Readiness | Promise<Readiness>,
): Promise<void> {
  const { graph, host, door, callers } = options;
  const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
  if (path === '/graphql') {
    const caller = await callers.of(request);
    if (!caller) return refuse(request, response, 401, await door.refusalOf(request, 'en'), host.catalog);
    noteViewer(request, caller.viewer);
    return answerGraph(request, response, graph, caller);
  }
  if (path.startsWith(SIGN_ON)) return answerSignOn(request, response, host, options.signOn, options.publicUrl);
  if (path === INVITATIONS || path.startsWith(`${INVITATIONS}/`))
    return answerInvitation(path, request, response, options.invitations, host.catalog);
  if (path.startsWith(LOGOS)) return answerLogo(path, request, response, await door.viewerOf(request), host);
  if (path.startsWith(ARCHIVES)) return answerArchive(path, request, response, host, await door.viewerOf(request));
  if (path.startsWith(SUPPORT)) return answerSupport(path, request, response, host, door);
  if (path.startsWith('/auth/')) return answerAuth(path, request, response, door, host.catalog);
  if (path === KEPT_MAIL || path.startsWith(`${KEPT_MAIL}/`))
    return answerKeptMail(path, request, response, options.keptMails?.());
  if (tracing.tracer && path === PAGE_SPANS)
    return options.pageSpans.answer(request, response, tracing.tracer, options.proxies.addressOf(request) ?? '');
  if (path === '/healthz') return sendJson(response, 200, { alive: true });
  if (path === '/readyz') return answerReady(response, await ready());
  if (!options.pages)
    return sendJson(response, 404, { code: 'NOT_FOUND', message: 'The pages have not been built: npm run build' });
  const isAsset = path.startsWith(ASSETS);
  const viewer = isAsset ? null : await door.viewerOf(request);
  noteViewer(request, viewer);
  (request as IncomingMessage & { landfall?: unknown }).landfall = isAsset
    ? undefined
    : {
        ...bridgeOf(request, viewer, graph, door, options.demoAccounts, options.keptMails?.()),
        invitation: options.invitations.bridge(request),
        ...doorsOf(host, options.signOn),
        ...routing(request),
      };
  options.pages(request, response, options.proxies.isSecure(request), (error) => {
    if (error) host.log.error({ err: error }, 'page failed');
    if (!response.headersSent)
      sendJson(response, error ? 500 : 404, { code: error ? 'INTERNAL' : 'NOT_FOUND', message: path });
  });
}

function answerReady(response: ServerResponse, readiness: Readiness): void {
  if (readiness === 'ready') sendJson(response, 200, { ready: true });
  else if (typeof readiness === 'string') sendJson(response, 503, { ready: false, reason: readiness });
  else sendJson(response, 503, { ready: false, reason: 'migrations', pending: readiness });
}

function statusOf({ code, reason }: Problem): number {
  return {
    UNAUTHENTICATED: 401,
    FORBIDDEN: 403,
    NOT_FOUND: 404,
    INVALID: 400,
    CONFLICT: 409,
    // Too much in one question, or too many of them.
    LIMITED: reason === 'limited' ? 413 : 429,
    UNAVAILABLE: 503,
    INTERNAL: 500,
  }[code];
}
