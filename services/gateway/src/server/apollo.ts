import { ApolloServer, type ApolloServerOptions } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { Problem } from '@landfall/kit/problem/problem';
import { problemText } from '@landfall/kit/problem/problem-catalog';
import type { Context } from '@landfall/kit/service/context';
import type { Viewer } from '@landfall/kit/viewer/viewer';
import { type DocumentNode, GraphQLError, type OperationDefinitionNode } from 'graphql';
import { introspects } from '../supergraph/direct-path.ts';
import type { SurfaceGraph } from '../supergraph/surface-graph.ts';
import type { RunningHost } from './host.ts';
import { LIMITS, limitsRule } from './limits.ts';
import { told } from './told.ts';

/** Apollo Server over one surface's contract: CSRF prevention, parsing, validation, limits; execution is the contract's own. */
export function apolloOver(
  graph: SurfaceGraph,
  host: RunningHost,
  mayIntrospect: (viewer: Viewer) => boolean,
): ApolloServer<Context> {
  return new ApolloServer<Context>({
    gateway: {
      onSchemaLoadOrUpdate(callback: (schema: { apiSchema: unknown; coreSupergraphSdl: string }) => void) {
        callback({ apiSchema: graph.schema, coreSupergraphSdl: '' });
        return () => {};
      },
      load: async () => ({
        executor: (r: {
          document: DocumentNode;
          operation: OperationDefinitionNode | undefined;
          operationName: string | null;
          request: { variables?: Record<string, unknown> };
          context: Context;
        }) => {
          const { document, operation, operationName } = r;
          // A name that no operation of the document has.
          if (!operation) throw new Problem('INVALID', 'invalidDocument');
          return graph.run({ document, operation, operationName, variables: r.request.variables ?? {} }, r.context);
        },
      }),
      stop: async () => {},
    } as never,
    // By permission, below.
    introspection: true,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    hideSchemaDetailsFromClientErrors: true,
    stopOnTerminationSignals: false,
    includeStacktraceInErrorResponses: false,
    validationRules: [limitsRule],
    parseOptions: { maxTokens: LIMITS.tokens },
    stringifyResult: JSON.stringify,
    formatError: (formatted, error) => told(formatted, error, host),
    plugins: [
      {
        requestDidStart: async () => ({
          didResolveOperation: async ({ document, contextValue: { viewer } }) => {
            if (!introspects(document) || mayIntrospect(viewer)) return;
            const reason = 'introspectionClosed';
            throw new GraphQLError(problemText(host.catalog, reason, viewer.locale, {}), {
              extensions: { code: 'FORBIDDEN', reason, fields: [], http: { status: 403 } },
            });
          },
        }),
      },
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
    logger: { debug() {}, info() {}, warn: (m) => host.log.warn(m), error: (m) => host.log.error(m) },
  } as ApolloServerOptions<Context>);
}
