import { createHash } from 'node:crypto';
import type { SubgraphExecutor } from '@landfall/kit/service/subgraph-executor';
import { type Span, type Tracer, tracing } from '@landfall/kit/tracing/tracing';
import { type DocumentNode, type ExecutionResult, Kind } from 'graphql';
import type { GraphAnswer, GraphRequest } from '../server/graph.ts';
import type { PreparedOperation } from '../server/persisted-operations.ts';
import type { Opened } from '../subscription/shared-streams.ts';

/** One operation as a span: a page's by its name, a program's by the beginning of its document's hash. */
export async function tracedAnswer(
  tracer: Tracer,
  { viewer, body }: Pick<GraphRequest, 'viewer' | 'body'>,
  page: Pick<PreparedOperation, 'operation' | 'operationName'> | null | undefined,
  answer: () => Promise<GraphAnswer>,
): Promise<GraphAnswer> {
  const type = page?.operation.operation;
  const facts = {
    'graphql.operation.type': type,
    'graphql.operation.name': page?.operationName ?? undefined,
    'landfall.document': page ? undefined : hashOf(body),
    'landfall.surface': viewer.surface,
    'landfall.tenant': viewer.tenant,
  };
  const name = page ? `${type} ${page.operationName}` : 'GraphQL Operation';
  return tracer.during(name, { facts }, async (span) => {
    const answered = await answer();
    noteErrors(span, answered);
    return answered;
  });
}

function hashOf(body: unknown): string | undefined {
  const query = (body as { query?: unknown } | null | undefined)?.query;
  return typeof query === 'string' ? `#${createHash('sha256').update(query).digest('hex').slice(0, 12)}` : undefined;
}

/** Errors come first in an answer; of them the code is told, never the words. */
function noteErrors(span: Span, { status, body }: GraphAnswer): void {
  const code = body.startsWith('{"errors"') ? /"code":"([A-Z]+)"/.exec(body.slice(0, 2000))?.[1] : undefined;
  if (code || status >= 500) span.fail(code ?? String(status));
}

/** A service's part of an operation as a span; of what is told over time nothing, each delivery is one of its own. */
export function tracedSubgraph(service: string, isLocal: boolean, run: SubgraphExecutor): SubgraphExecutor {
  const start = {
    ...(isLocal ? {} : { kind: 'client' as const }),
    facts: { 'landfall.service': service, 'landfall.remote': !isLocal },
  };
  return (request, context) => {
    const { tracer } = tracing;
    if (!tracer || request.operationType === 'subscription') return run(request, context);
    return tracer.within(`subgraph ${service}`, start, () => run(request, context));
  };
}

/**
 * A subscription's stream, each change a span of the trace its event came from: from where the event is heard until it has
 * gone out to all who share the stream. The page is told the span's name, for what it shows is part of it.
 */
export async function tracedStream(tracer: Tracer, document: DocumentNode, opened: Promise<Opened>): Promise<Opened> {
  const stream = await opened;
  return Symbol.asyncIterator in stream ? deliveries(tracer, fieldOf(document), stream) : stream;
}

async function* deliveries(
  tracer: Tracer,
  field: string,
  stream: AsyncIterable<ExecutionResult>,
): AsyncGenerator<ExecutionResult, void, void> {
  const facts = { 'graphql.operation.type': 'subscription', 'landfall.field': field };
  const hears = { name: `deliver ${field}`, start: { facts } };
  const changes = stream[Symbol.asyncIterator]();
  try {
    for (;;) {
      const place: { span?: Span | undefined; hears: typeof hears } = { hears };
      const next = await tracer.at(place, () => changes.next());
      if (next.done) return;
      const { span } = place;
      if (!span) {
        yield next.value;
        continue;
      }
      yield { ...next.value, extensions: { ...next.value.extensions, traceparent: span.traceparent } };
      span.end();
    }
  } finally {
    await changes.return?.();
  }
}

/** The root field, a name of ours: what a client calls its operation is the client's. */
function fieldOf({ definitions }: DocumentNode): string {
  for (const definition of definitions) {
    const [field] = definition.kind === Kind.OPERATION_DEFINITION ? definition.selectionSet.selections : [];
    if (field?.kind === Kind.FIELD) return field.name.value;
  }
  return 'subscription';
}
