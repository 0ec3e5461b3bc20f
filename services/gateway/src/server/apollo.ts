import { ApolloServer, type ApolloServerOptions } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { PROBLEM_CODES } from '@landfall/kit/problem/problem';
import type { Context } from '@landfall/kit/service/context';
import { problemError } from '@landfall/kit/service/problem-error';
import type { DocumentNode, GraphQLFormattedError } from 'graphql';
import type { SurfaceGraph } from '../supergraph/surface-graph.ts';
import type { RunningHost } from './host.ts';
import { LIMITS, limitsRule } from './limits.ts';

/** Apollo Server over one surface's contract: CSRF prevention, parsing, validation, limits; execution is the contract's own. */
export function apolloOver(graph: SurfaceGraph, host: RunningHost, isProduction: boolean): ApolloServer<Context> {
  return new ApolloServer<Context>({
    gateway: {
      onSchemaLoadOrUpdate(callback: (schema: { apiSchema: unknown; coreSupergraphSdl: string }) => void) {
        callback({ apiSchema: graph.schema, coreSupergraphSdl: '' });
        return () => {};
      },
      load: async () => ({
        executor: (r: {
          document: DocumentNode;
          operation: never;
          operationName: string | null;
          request: { variables?: Record<string, unknown> };
          context: Context;
        }) =>
          graph.run(
            {
              document: r.document,
              operation: r.operation,
              operationName: r.operationName,
              variables: r.request.variables ?? {},
            },
            r.context,
          ),
      }),
      stop: async () => {},
    } as never,
    introspection: !isProduction,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    hideSchemaDetailsFromClientErrors: true,
    stopOnTerminationSignals: false,
    includeStacktraceInErrorResponses: false,
    validationRules: [limitsRule],
    parseOptions: { maxTokens: LIMITS.tokens },
    stringifyResult: JSON.stringify,
    formatError: (formatted, error) => told(formatted, error, host),
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
    logger: { debug() {}, info() {}, warn: (m) => host.log.warn(m), error: (m) => host.log.error(m) },
  } as ApolloServerOptions<Context>);
}

const CLOSED = new Set<string>(PROBLEM_CODES);

/** Only codes of the closed list leave the house; what Apollo or GraphQL refuses is INVALID. */
export function told(formatted: GraphQLFormattedError, error: unknown, host: RunningHost): GraphQLFormattedError {
  const code = formatted.extensions?.code;
  if (typeof code === 'string' && CLOSED.has(code)) {
    const { stacktrace: _, ...extensions } = formatted.extensions ?? {};
    return { ...formatted, extensions };
  }
  // Apollo gives every refused document its own code; ours says whether it was too much or not understood.
  if (formatted.extensions?.reason === 'limited')
    return { ...formatted, extensions: { code: 'LIMITED', reason: 'limited', fields: [] } };
  if (code === 'INTERNAL_SERVER_ERROR' || code === undefined) {
    return {
      path: formatted.path,
      ...problemError(error, host.catalog, 'zh-CN', host.log).toJSON(),
    } as GraphQLFormattedError;
  }
  return { ...formatted, extensions: { code: 'INVALID', reason: 'invalidDocument', fields: [] } };
}
