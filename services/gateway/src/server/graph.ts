import { ApolloServer, type ApolloServerOptions, type HeaderMap } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { type Ask, outsideWork } from '@landfall/kit/ask/ask';
import { PROBLEM_CODES, Problem, type ProblemCode } from '@landfall/kit/problem/problem';
import { Context } from '@landfall/kit/service/context';
import { problemError } from '@landfall/kit/service/problem-error';
import type { Surface, Viewer } from '@landfall/kit/viewer/viewer';
import {
  type DocumentNode,
  type ExecutionResult,
  GraphQLError,
  type GraphQLFormattedError,
  getOperationAST,
  parse,
  specifiedRules,
  validate,
} from 'graphql';
import { SurfaceGraph } from '../supergraph/surface-graph.ts';
import type { RunningHost } from './host.ts';
import { LIMITS, limitsRule } from './limits.ts';

const SURFACES: readonly Surface[] = ['desk', 'portal', 'hq'];

/** One HTTP request for `/graphql`, already read. */
export interface GraphRequest {
  readonly method: string;
  readonly headers: HeaderMap;
  readonly search: string;
  readonly body: unknown;
  readonly viewer: Viewer;
  readonly signal?: AbortSignal;
}

/** Its answer. */
export interface GraphAnswer {
  readonly status: number;
  readonly headers: Iterable<readonly [string, string]>;
  readonly body: string;
}

/** The API of all three surfaces. */
export class Graph {
  private constructor(
    private readonly host: RunningHost,
    private readonly graphs: Readonly<Record<Surface, SurfaceGraph>>,
    private readonly servers: Readonly<Record<Surface, ApolloServer<Context>>>,
  ) {}

  /** Loads the three contracts and starts a server for each. */
  static async start(
    host: RunningHost,
    contracts: Readonly<Record<Surface, string>>,
    isProduction: boolean,
  ): Promise<Graph> {
    const graphs = {} as Record<Surface, SurfaceGraph>;
    const servers = {} as Record<Surface, ApolloServer<Context>>;
    for (const surface of SURFACES) {
      graphs[surface] = await SurfaceGraph.load(contracts[surface], host.graph, host.log);
      servers[surface] = serverOf(graphs[surface], host, isProduction);
      await servers[surface].start();
    }
    return new Graph(host, graphs, servers);
  }

  /** Answers an HTTP request through Apollo Server: CSRF prevention, parsing, validation, limits. */
  async answer(request: GraphRequest): Promise<GraphAnswer> {
    const { viewer, signal } = request;
    const answer = await this.servers[viewer.surface].executeHTTPGraphQLRequest({
      httpGraphQLRequest: request as never,
      context: async () => this.context(viewer, signal),
    });
    const body = answer.body.kind === 'complete' ? answer.body.string : '';
    return { status: answer.status ?? 200, headers: answer.headers, body };
  }

  /** What a resolver of this viewer's request works with. */
  context(viewer: Viewer, signal?: AbortSignal): Context {
    return new Context(this.host, viewer, this.askAs(viewer, signal), signal);
  }

  /** Parses and validates by the same rules as HTTP. @throws GraphQLError[] as `errors` of a result */
  prepare(surface: Surface, source: string): { document: DocumentNode } | { errors: readonly GraphQLError[] } {
    try {
      const document = parse(source, { maxTokens: LIMITS.tokens });
      const errors = validate(this.graphs[surface].schema, document, [...specifiedRules, limitsRule]);
      return errors.length > 0 ? { errors: errors.map(asRefused) } : { document };
    } catch (error) {
      return { errors: [asRefused(error as GraphQLError)] };
    }
  }

  /** Runs a validated document as its context's viewer; a subscription answers with a stream. */
  run(
    document: DocumentNode,
    variables: Record<string, unknown>,
    operationName: string | null,
    context: Context,
  ): Promise<ExecutionResult | AsyncIterable<ExecutionResult>> {
    const operation = getOperationAST(document, operationName);
    if (!operation) throw new Problem('INVALID', 'invalidDocument');
    return this.graphs[context.viewer.surface].run({ document, operation, operationName, variables }, context);
  }

  /** Ends the servers. */
  async close(): Promise<void> {
    await Promise.all(SURFACES.flatMap((surface) => [this.servers[surface].stop(), this.graphs[surface].close()]));
  }

  private readonly questions = new Map<string, DocumentNode>();

  private askAs(viewer: Viewer, signal?: AbortSignal): Ask {
    const ask: Ask = async <T>(source: string, variables: Record<string, unknown> = {}) => {
      let document = this.questions.get(source);
      if (!document) {
        document = parse(source);
        this.questions.set(source, document);
      }
      const result = (await this.run(document, variables, null, this.context(viewer, signal))) as ExecutionResult;
      const [error] = result.errors ?? [];
      if (error) {
        const { code, reason, fields, params } = error.extensions as {
          code: ProblemCode;
          reason?: string;
          fields?: string[];
          params?: Record<string, string>;
        };
        throw new Problem(code ?? 'UNAVAILABLE', reason ?? 'unavailable', fields ?? [], params ?? {});
      }
      return result.data as T;
    };
    return outsideWork(ask);
  }
}

function serverOf(graph: SurfaceGraph, host: RunningHost, isProduction: boolean): ApolloServer<Context> {
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
function told(formatted: GraphQLFormattedError, error: unknown, host: RunningHost): GraphQLFormattedError {
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

function asRefused(error: GraphQLError): GraphQLError {
  return new GraphQLError(error.message, {
    nodes: error.nodes,
    extensions: { code: 'INVALID', reason: 'invalidDocument', fields: [], ...error.extensions },
  });
}
