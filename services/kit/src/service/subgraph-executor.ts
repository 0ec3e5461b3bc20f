import { type DocumentNode, type ExecutionResult, execute, GraphQLError, type GraphQLSchema, subscribe } from 'graphql';
import { type CompiledQuery, compileQuery, isCompiledQuery } from 'graphql-jit';
import type { ProblemCatalog } from '../problem/problem-catalog.ts';
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
  const compiled = new WeakMap<DocumentNode, CompiledQuery | 'plain'>();
  return async (request, context) => {
    const variables = request.variables ?? {};
    if (request.operationType === 'subscription') {
      const stream = await subscribe({
        schema: subgraph.schema,
        document: request.document,
        contextValue: context,
        variableValues: variables,
        operationName: request.operationName,
      });
      return Symbol.asyncIterator in stream
        ? mapStream(stream, (result) => withProblems(result, catalog, context))
        : withProblems(stream, catalog, context);
    }
    const query = compiledOf(compiled, subgraph.schema, request.document, request.operationName);
    const result =
      query === 'plain'
        ? await execute({
            schema: subgraph.schema,
            document: request.document,
            contextValue: context,
            variableValues: variables,
          })
        : await query.query(undefined, context, variables);
    return withProblems(result, catalog, context);
  };
}

function compiledOf(
  cache: WeakMap<DocumentNode, CompiledQuery | 'plain'>,
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | undefined,
): CompiledQuery | 'plain' {
  const known = cache.get(document);
  if (known) return known;
  const made = compileQuery(schema, document, operationName, {
    disableLeafSerialization: true,
    disablingCapturingStackErrors: true,
  } as never);
  const query = isCompiledQuery(made) ? made : 'plain';
  cache.set(document, query);
  return query;
}

function withProblems(result: ExecutionResult, catalog: ProblemCatalog, context: Context): ExecutionResult {
  if (!result.errors) return result;
  const errors = result.errors.map((error) => {
    const told = problemError(error, catalog, context.viewer.locale, context.host.log);
    return new GraphQLError(told.message, { nodes: error.nodes, path: error.path, extensions: codeOf(told) });
  });
  return { ...result, errors };
}

/** What the GraphQL layer itself refuses (a wrong variable, a null where none may be) is INVALID or INTERNAL, never without a code. */
function codeOf(error: GraphQLError): Record<string, unknown> {
  return { code: 'INVALID', reason: 'invalidDocument', fields: [], ...error.extensions };
}

async function* mapStream<A, B>(stream: AsyncIterable<A>, map: (a: A) => B): AsyncGenerator<B, void, void> {
  for await (const value of stream) yield map(value);
}
