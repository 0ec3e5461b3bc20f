import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Place, type Span, type Tracer, tracing } from '@landfall/kit/tracing/tracing';

/** What is known of a request when it is answered: as in its line of the log. */
interface Answered {
  readonly operation?: string | undefined;
  readonly tenant?: string | undefined;
  readonly surface?: string | undefined;
}

const METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);
const traces = new WeakMap<IncomingMessage, RequestTrace>();

/**
 * One HTTP request as a span (semantic conventions of HTTP servers). Of its address only the route is told: paths may hold
 * a link's token, queries what somebody looks for. A page's own request names the span it is part of; what a page is
 * answered with names ours (`Server-Timing`), and so the page learns that it is traced.
 */
export class RequestTrace {
  readonly traceId: string;
  private readonly place: Place;

  private constructor(
    private readonly tracer: Tracer,
    private readonly span: Span,
    private readonly method: string,
  ) {
    this.traceId = span.traceId;
    this.place = { span };
  }

  /** @param route as far as it is known yet */
  static begin(
    tracer: Tracer,
    request: IncomingMessage,
    response: ServerResponse,
    kind: 'graphql' | 'auth' | 'page' | 'other',
    operation: string | undefined,
  ): RequestTrace {
    const method = METHODS.has(request.method ?? '') ? (request.method as string) : '_OTHER';
    const route = routeOf(kind, operation);
    const { traceparent } = request.headers;
    const span = tracer.begin(`${method} ${route}`, {
      kind: 'server',
      parent: typeof traceparent === 'string' ? traceparent : null,
      isStrangers: true,
      facts: { 'http.request.method': method, 'http.route': route },
    });
    const trace = new RequestTrace(tracer, span, method);
    traces.set(request, trace);
    if (kind === 'page' && span.isSampled)
      response.setHeader('server-timing', `traceparent;desc="${span.traceparent}"`);
    return trace;
  }

  run(task: () => void): void {
    this.tracer.at(this.place, task);
  }

  /** The page that answers is known: from here on it is rendered. */
  routed(route: string): void {
    this.span.note({ 'http.route': route });
    this.span.rename(`${this.method} ${route}`);
    this.place.span = this.span.run(() => this.tracer.begin('render', { facts: { 'http.route': route } }));
  }

  /** The answer is out, or nobody waits for it any more. */
  end(status: number, { operation, tenant, surface }: Answered): void {
    if (this.place.span !== this.span) this.place.span?.end();
    this.span.note({
      'http.response.status_code': status,
      'landfall.operation': operation,
      'landfall.tenant': tenant,
      'landfall.surface': surface,
    });
    if (status >= 500) this.span.fail(String(status));
    this.span.end();
  }
}

/** What pages find beside the bridge where their request is traced: they say which route they are. */
export function routing(request: IncomingMessage): { routed?: (route: string | null) => void } {
  const trace = tracing.tracer && traces.get(request);
  return trace ? { routed: (route) => route !== null && trace.routed(route) } : {};
}

function routeOf(kind: string, operation: string | undefined): string {
  if (kind === 'graphql') return '/graphql';
  if (kind === 'auth') return `/auth/${operation ?? '*'}`;
  return kind === 'page' ? '/*' : '/files/*';
}
