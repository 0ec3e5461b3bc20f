import {
  createSourceEventStream,
  type DocumentNode,
  type ExecutionResult,
  execute,
  GraphQLError,
  type GraphQLSchema,
} from 'graphql';
import { type CompiledQuery, compileQuery, isCompiledQuery } from 'graphql-jit';
import type { ProblemCatalog } from '../problem/problem-catalog.ts';
import { noteSeen } from '../support-visit/note-seen.ts';
import type { Context } from './context.ts';
import { problemError } from './problem-error.ts';
import type { Subgraph } from './subgraph.ts';

/** One operation for a subgraph, already validated. */
export interface SubgraphRequest {
  readonly document: DocumentNode;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly operationName?: string;
  readonly operationType?: string;
}

/** Runs a subgraph's operations. */
export type SubgraphExecutor = (
  request: SubgraphRequest,
  context: Context,
) => Promise<ExecutionResult | AsyncIterable<ExecutionResult>>;

/**
 * Runs operations of a subgraph with compiled queries. Rows hold the wire form already, so leaves are not serialised
 * again. Documents are cached by identity; the planner hands over the same object for the same plan.
 */
export function subgraphExecutor(subgraph: Subgraph, catalog: ProblemCatalog): SubgraphExecutor {
  const { schema } = subgraph;
  const compiled: Compiled = new WeakMap();
  return async (request, context) => {
    if (request.operationType === 'subscription') return subscribeTo(schema, request, catalog, context);
    const { document, operationName, variables = {} } = request;
    const fresh = context.anew();
    const query = compiledOf(compiled, schema, document, operationName);
    const result =
      query === 'plain'
        ? await execute({ schema, document, operationName, contextValue: fresh, variableValues: variables })
        : await query.query(undefined, fresh, variables);
    if (!result.errors && !fresh.seen) return result;
    return withProblems(await accounted(result, document, [fresh]), catalog, context);
  };
}

/** Each event is told from a context of its own: what one delivery read is never read to the next (security.md 7). */
async function subscribeTo(
  schema: GraphQLSchema,
  { document, operationName, variables: variableValues = {} }: SubgraphRequest,
  catalog: ProblemCatalog,
  context: Context,
): Promise<ExecutionResult | AsyncIterable<ExecutionResult>> {
  const args = { schema, document, operationName, variableValues };
  const events = await createSourceEventStream({ ...args, contextValue: context });
  if (!(Symbol.asyncIterator in events)) return withProblems(events, catalog, context);
  return mapStream(events, async (rootValue) => {
    const fresh = context.anew();
    const result = await execute({ ...args, rootValue, contextValue: fresh });
    // What the stream itself read to find the event's row was read on the context it was opened with.
    return withProblems(await accounted(result, document, [context, fresh]), catalog, context);
  });
}

/** The answer once what was seen for it is in the trail, where somebody has to account for that; else no answer. */
async function accounted(
  result: ExecutionResult,
  document: DocumentNode,
  contexts: readonly Context[],
): Promise<ExecutionResult> {
  try {
    for (const context of contexts) if (context.seen?.size) await noteSeen(context, document);
    return result;
  } catch (error) {
    return { data: null, errors: [new GraphQLError('not accounted for', { originalError: error as Error })] };
  }
}

/** By document, then by the operation's name: a document may hold several. */
type Compiled = WeakMap<DocumentNode, Map<string, CompiledQuery | 'plain'>>;

function compiledOf(
  cache: Compiled,
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | undefined,
): CompiledQuery | 'plain' {
  let operations = cache.get(document);
  if (!operations) {
    operations = new Map();
    cache.set(document, operations);
  }
  const known = operations.get(operationName ?? '');
  if (known) return known;
  const made = compileQuery(schema, document, operationName, {
    disableLeafSerialization: true,
    disablingCapturingStackErrors: true,
  } as never);
  const query = isCompiledQuery(made) ? made : 'plain';
  operations.set(operationName ?? '', query);
  return query;
}

function withProblems(result: ExecutionResult, catalog: ProblemCatalog, context: Context): ExecutionResult {
  if (!result.errors) return result;
  const errors = result.errors.map((error) => {
    const told = problemError(error, catalog, context.viewer.locale, context.host.log);
    return new GraphQLError(told.message, { nodes: error.nodes, path: error.path, extensions: told.extensions });
  });
  return { ...result, errors };
}

async function* mapStream<A, B>(stream: AsyncIterable<A>, map: (a: A) => Promise<B>): AsyncGenerator<B, void, void> {
  for await (const value of stream) yield await map(value);
}
