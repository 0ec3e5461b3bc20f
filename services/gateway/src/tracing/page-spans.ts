import type { IncomingMessage, ServerResponse } from 'node:http';
import { Problem } from '@landfall/kit/problem/problem';
import type { ForeignSpan, Tracer } from '@landfall/kit/tracing/tracing';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { Graph } from '../server/graph.ts';
import { readJson } from '../server/http.ts';

/** Where pages send what they saw; nothing is there unless somebody traces. */
export const PAGE_SPANS = '/_traces';

const MOST_BYTES = 32_000;
const MOST_SPANS = 100;
/** How long a span of a page may be, and how old. Milliseconds. */
const LONGEST = 120_000;
const OLDEST = 600_000;
/** A route is letters and names of parameters; whatever else stands in an address is somebody's value. */
const ROUTE = /^(?:\/|(?:\/(?:\([a-z-]+\)|[a-z-]+|\[{1,2}(?:\.\.\.)?[a-zA-Z=]+\]{1,2}))+)$/;
const KINDS = {
  load: { name: 'load', by: 'http.route' },
  navigation: { name: 'navigate to', by: 'http.route' },
  operation: { name: 'ask', by: 'graphql.operation.name' },
  shown: { name: 'show', by: 'graphql.operation.name' },
} as const;

/** Spans of pages on their way to the collector: few, small, and of words that we know. */
export class PageSpans {
  private readonly each = new RateLimiterMemory({ points: 60, duration: 60 });
  private readonly all = new RateLimiterMemory({ points: 100, duration: 1 });

  constructor(private readonly graph: Pick<Graph, 'isPageOperation'>) {}

  /** Answers 204 whatever was of use. @throws Problem LIMITED, INVALID */
  async answer(request: IncomingMessage, response: ServerResponse, tracer: Tracer, address: string): Promise<void> {
    const isPost = request.method === 'POST' && request.headers['content-type']?.startsWith('application/json');
    if (!isPost || request.headers['sec-fetch-site'] === 'cross-site') throw new Problem('INVALID', 'invalidDocument');
    await Promise.all([this.each.consume(address), this.all.consume('')]).catch(() => {
      throw new Problem('LIMITED', 'overloaded', [], { seconds: 60 });
    });
    const { now, spans } = ((await readJson(request, MOST_BYTES)) ?? {}) as { now?: unknown; spans?: unknown };
    if (typeof now !== 'number' || !Array.isArray(spans)) throw new Problem('INVALID', 'invalidDocument');
    for (const told of spans.slice(0, MOST_SPANS)) {
      const span = checked(told, Date.now() - now, this.graph);
      if (span) tracer.handOn(span);
    }
    response.writeHead(204).end();
  }
}

/** A span as it goes on, by our clock; undefined where it isn't one of a page of ours. */
function checked(told: unknown, clockIsBehind: number, graph: Pick<Graph, 'isPageOperation'>): ForeignSpan | undefined {
  const { kind, about, trace, id, parent, start, ms, failed } = (told ?? {}) as Record<string, unknown>;
  const known = Object.hasOwn(KINDS, String(kind)) ? KINDS[kind as keyof typeof KINDS] : undefined;
  if (!known || !isText(about, known.by === 'http.route' ? ROUTE : /^\w+$/)) return;
  if (known.by !== 'http.route' && !graph.isPageOperation(about)) return;
  if (!isText(trace, /^[\da-f]{32}$/) || !isText(id, /^[\da-f]{16}$/)) return;
  if (parent !== undefined && !isText(parent, /^[\da-f]{16}$/)) return;
  if (typeof start !== 'number' || typeof ms !== 'number' || !(ms >= 0 && ms <= LONGEST)) return;
  const startedAt = start + clockIsBehind;
  if (Math.abs(Date.now() - startedAt) > OLDEST) return;
  return {
    name: `${known.name} ${about}`,
    kind: kind === 'operation' ? 'client' : 'internal',
    traceId: trace,
    spanId: id,
    parentSpanId: parent,
    startedAt,
    milliseconds: ms,
    facts: { [known.by]: about },
    hasFailed: failed === true,
  };
}

function isText(value: unknown, form: RegExp): value is string {
  return typeof value === 'string' && value.length <= 200 && form.test(value);
}
