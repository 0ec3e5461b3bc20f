import type { ApolloServer, HeaderMap } from '@apollo/server';
import { type Ask, outsideWork } from '@landfall/kit/ask/ask';
import { Problem, type ProblemCode } from '@landfall/kit/problem/problem';
import { Context } from '@landfall/kit/service/context';
import type { Surface, Viewer } from '@landfall/kit/viewer/viewer';
import { type DocumentNode, type ExecutionResult, GraphQLError, getOperationAST, parse } from 'graphql';
import { SurfaceGraph } from '../supergraph/surface-graph.ts';
import { AcceptedDocuments, type Known } from './accepted-documents.ts';
import { apolloOver } from './apollo.ts';
import type { RunningHost } from './host.ts';
import { PreparedDocuments } from './prepared-documents.ts';
import { forReader, told } from './told.ts';

const JSON_ANSWER = [['content-type', 'application/json; charset=utf-8']] as const;
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
    private readonly prepared: Readonly<Record<Surface, PreparedDocuments>>,
  ) {}

  /** Loads the three contracts and starts a server for each. */
  static async start(
    host: RunningHost,
    contracts: Readonly<Record<Surface, string>>,
    isProduction: boolean,
  ): Promise<Graph> {
    const graphs = {} as Record<Surface, SurfaceGraph>;
    const servers = {} as Record<Surface, ApolloServer<Context>>;
    const prepared = {} as Record<Surface, PreparedDocuments>;
    for (const surface of SURFACES) {
      graphs[surface] = await SurfaceGraph.load(contracts[surface], host.graph, host.log);
      servers[surface] = apolloOver(graphs[surface], host, isProduction);
      prepared[surface] = new PreparedDocuments(graphs[surface].schema);
      await servers[surface].start();
    }
    return new Graph(host, graphs, servers, prepared);
  }

  /**
   * Answers an HTTP request. Apollo Server lets a document in (CSRF prevention, parsing, validation, limits); the same text
   * goes straight to its plan from then on.
   */
  async answer(request: GraphRequest): Promise<GraphAnswer> {
    const { viewer, signal } = request;
    const accepted = this.accepted[viewer.surface];
    const known = accepted.find(request);
    if (known) {
      const result = await this.runKnown(known, this.context(viewer, signal));
      if (result) return { status: 200, headers: JSON_ANSWER, body: JSON.stringify(result) };
    }
    const answer = await forReader(viewer.locale, () =>
      this.servers[viewer.surface].executeHTTPGraphQLRequest({
        httpGraphQLRequest: request as never,
        context: async () => this.context(viewer, signal),
      }),
    );
    const body = answer.body.kind === 'complete' ? answer.body.string : '';
    if (answer.status === undefined || answer.status === 200) accepted.remember(request);
    return { status: answer.status ?? 200, headers: answer.headers, body };
  }

  /**
   * The answer to a document that was let in before; undefined where its variables aren't ones it can be run with. A
   * mutation is never run again for that: it may have had its effect before its answer failed.
   */
  private async runKnown({ operation, variables }: Known, context: Context): Promise<ExecutionResult | undefined> {
    const { locale } = context.viewer;
    try {
      const result = (await this.graphs[context.viewer.surface].run(
        { ...operation, variables },
        context,
      )) as ExecutionResult;
      if (result.data === undefined && operation.operation.operation !== 'mutation') return undefined;
      if (!result.errors) return result;
      const errors = result.errors.map((error) => told(error.toJSON(), error, this.host, locale));
      return { errors: errors as never, ...(result.data === undefined ? {} : { data: result.data }) };
    } catch (error) {
      return { errors: [told({ message: '' }, error, this.host, locale)] as never, data: null };
    }
  }

  /** What a resolver of this viewer's request works with. */
  context(viewer: Viewer, signal?: AbortSignal): Context {
    return new Context(this.host, viewer, this.askAs(viewer, signal), signal);
  }

  /** A socket's document for this viewer, or why it is refused. */
  prepare(viewer: Viewer, text: string): { document: DocumentNode } | { errors: readonly GraphQLError[] } {
    const prepared = this.prepared[viewer.surface].prepare(text);
    return 'errors' in prepared ? { errors: prepared.errors.map((error) => this.refused(error, viewer)) } : prepared;
  }

  /** Whatever was thrown, as the viewer is told. */
  refused(error: unknown, viewer: Viewer): GraphQLError {
    const formatted = error instanceof GraphQLError ? error.toJSON() : { message: '' };
    const { message, extensions } = told(formatted, error, this.host, viewer.locale);
    return new GraphQLError(message, { extensions });
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

  private readonly accepted: Readonly<Record<Surface, AcceptedDocuments>> = {
    desk: new AcceptedDocuments(),
    portal: new AcceptedDocuments(),
    hq: new AcceptedDocuments(),
  };
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
