import { createHash, randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Log } from '@landfall/kit/log/log';
import { underLogId } from '@landfall/kit/log/log-id';
import type { Metrics } from '@landfall/kit/metrics/metrics';
import { tracing } from '@landfall/kit/tracing/tracing';
import type { Surface } from '@landfall/kit/viewer/viewer';
import { RequestTrace } from '../tracing/request-trace.ts';
import { ASSETS } from './web-pages.ts';

/** What sort of thing was asked for; addresses themselves are never logged, they may hold a link's token. */
export type RouteKind = 'graphql' | 'auth' | 'page' | 'asset' | 'other';

/** What is known of a request when it is answered. Whatever a client chose as it liked stays out. */
interface Facts {
  operation?: string;
  /** A document of a program's own: its hash is worked out where a line is written. */
  query?: string;
  tenant?: string;
  surface?: Surface;
}

/** What is told of a request once it is answered. */
interface Told {
  readonly path: string;
  readonly kind: RouteKind;
  readonly logId: string;
  readonly facts: Facts;
  readonly began: number;
  readonly trace: RequestTrace | undefined;
}

const FACTS = Symbol('facts of a request');
type Noted = IncomingMessage & { [FACTS]?: Facts };

/** Nobody reads the answer any more: as proxies note it. */
const CLIENT_GONE = 499;
const HEALTH: ReadonlySet<string> = new Set(['/healthz', '/readyz']);
const OTHER = ['/files/', '/kept-mail'] as const;
/** Steps at the door that have a name of their own; any other path is a client's word. */
const DOORS: ReadonlySet<string> = new Set(
  ['sign-in', 'code', 'membership', 'standing', 'sign-out', 'prove', 'forgot-password', 'reset-link'].concat([
    'reset-password',
    'email-link',
    'confirm-email',
    'sso/callback',
    'sso/again',
    'sso/company',
    'invitation',
  ]),
);

/** Where lines and figures go. */
export interface RequestLogOptions {
  readonly log: Log;
  /** Lines are of level `info` in production, else of `debug`; assets and health checks always of `debug`. */
  readonly isProduction: boolean;
  readonly metrics?: Metrics | undefined;
}

/**
 * One line a request: method, kind, operation, status, milliseconds, tenant, surface, the trace where there is one, and the log id, which the answer's
 * `x-log-id` and an INTERNAL error name too. No address, no query, no header, no body: so nobody's values and no token.
 */
export class RequestLog {
  constructor(private readonly options: RequestLogOptions) {}

  /** Answers a request under its log id, and tells of it once its answer is out or nobody waits for it any more. */
  answer(request: IncomingMessage, response: ServerResponse, task: () => void): void {
    const began = performance.now();
    const logId = randomUUID();
    response.setHeader('x-log-id', logId);
    const path = pathOf(request);
    const facts: Facts = {};
    (request as Noted)[FACTS] = facts;
    if (path.startsWith('/auth/') && DOORS.has(path.slice(6))) facts.operation = path.slice(6);
    const kind = kindOf(path);
    const trace =
      tracing.tracer && kind !== 'asset' && !HEALTH.has(path)
        ? RequestTrace.begin(tracing.tracer, request, response, kind, facts.operation)
        : undefined;
    response.once('close', () => this.tell(request, response, { path, kind, logId, facts, began, trace }));
    underLogId(logId, trace ? () => trace.run(task) : task);
  }

  private tell(
    request: IncomingMessage,
    response: ServerResponse,
    { path, kind, logId, facts, began, trace }: Told,
  ): void {
    const { log, isProduction, metrics } = this.options;
    const milliseconds = performance.now() - began;
    const status = response.writableFinished ? response.statusCode : CLIENT_GONE;
    metrics?.answered(kind, status, milliseconds / 1000);
    const level = isProduction && kind !== 'asset' && !HEALTH.has(path) ? 'info' : 'debug';
    const isTold = log.isLevelEnabled(level);
    const { query, ...known } = facts;
    if (query && (isTold || trace))
      known.operation = `#${createHash('sha256').update(query).digest('hex').slice(0, 12)}`;
    trace?.end(status, known);
    if (!isTold) return;
    const ms = Math.round(milliseconds * 10) / 10;
    const traced = trace ? { traceId: trace.traceId } : undefined;
    log[level]({ logId, ...traced, method: request.method, kind, ...known, status, ms }, 'request');
  }
}

/** Whose request it is, once that is known. */
export function noteViewer(
  request: IncomingMessage,
  viewer: { readonly tenant: string; readonly surface: Surface } | null | undefined,
): void {
  const facts = (request as Noted)[FACTS];
  if (!facts || !viewer) return;
  facts.tenant = viewer.tenant;
  facts.surface = viewer.surface;
}

/**
 * Which operation is asked for: a page's by its name, a document of a program's own by the beginning of its hash. Names
 * that a client gave are not repeated.
 */
export function noteOperation(request: IncomingMessage, known: string | null | undefined, body: unknown): void {
  const facts = (request as Noted)[FACTS];
  if (!facts) return;
  const query = (body as { query?: unknown } | null | undefined)?.query;
  if (known) facts.operation = known;
  else if (typeof query === 'string' && query) facts.query = query;
}

/** What sort of thing is asked for by a path without its query. */
export function kindOf(path: string): RouteKind {
  if (path === '/graphql') return 'graphql';
  if (path.startsWith('/auth/')) return 'auth';
  if (path.startsWith(ASSETS)) return 'asset';
  if (HEALTH.has(path) || OTHER.some((one) => path.startsWith(one))) return 'other';
  // Files beside the pages: icons, robots.txt.
  return /\.\w{2,11}$/.test(path) ? 'asset' : 'page';
}

function pathOf({ url = '/' }: IncomingMessage): string {
  const query = url.indexOf('?');
  return query < 0 ? url : url.slice(0, query);
}
