import type { ApolloServer, HeaderMap } from '@apollo/server';
import { type Ask, outsideWork } from '@landfall/kit/ask/ask';
import { Asker } from '@landfall/kit/asker/asker';
import { Deadlines } from '@landfall/kit/deadline/deadlines';
import { Problem, type ProblemCode } from '@landfall/kit/problem/problem';
import { Context } from '@landfall/kit/service/context';
import { tracing } from '@landfall/kit/tracing/tracing';
import type { Surface, Viewer } from '@landfall/kit/viewer/viewer';
import { type DocumentNode, type ExecutionResult, GraphQLError, getOperationAST, parse } from 'graphql';
import type { Contracts } from '../supergraph/schema-files.ts';
import { SurfaceGraph } from '../supergraph/surface-graph.ts';
import { tracedAnswer } from '../tracing/traced-graph.ts';
import { AcceptedDocuments, documentIdOf, type Known, plainQuestion } from './accepted-documents.ts';
import { apolloOver } from './apollo.ts';
import type { RunningHost } from './host.ts';
import { LIMITS } from './limits.ts';
import { type OperationManifest, PersistedOperations, type PreparedOperation } from './persisted-operations.ts';
import { PreparedDocuments } from './prepared-documents.ts';
import { forReader, told } from './told.ts';
import { Turns } from './turns.ts';

/** Headers of an answer that isn't Apollo Server's. */
export const JSON_ANSWER = [['content-type', 'application/json; charset=utf-8']] as const;
const SURFACES: readonly Surface[] = ['desk', 'portal', 'hq'];

/** One HTTP request for `/graphql`, already read. */
export interface GraphRequest {
  readonly method: string;
  readonly headers: HeaderMap;
  readonly search: string;
  readonly body: unknown;
  readonly viewer: Viewer;
  /** Another process of ours asks on behalf of the viewer: with documents of its own. */
  readonly isVouched?: boolean;
  /** Leaves when the client is gone; we make it leave when the time is over. */
  readonly asker?: Asker;
}

/** A request whose turn it is. */
interface Turn {
  readonly request: GraphRequest;
  readonly asker: Asker;
  readonly operation: PreparedOperation | undefined;
  readonly known: Known | undefined;
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
    private readonly persisted: Readonly<Record<Surface, PersistedOperations>>,
    private readonly isProduction: boolean,
  ) {}

  /** Loads the three contracts and starts a server for each. `operations` are those of the pages, by id. */
  static async start(
    host: RunningHost,
    contracts: Contracts,
    isProduction: boolean,
    operations: OperationManifest = new Map(),
  ): Promise<Graph> {
    const graphs = {} as Record<Surface, SurfaceGraph>;
    const servers = {} as Record<Surface, ApolloServer<Context>>;
    const prepared = {} as Record<Surface, PreparedDocuments>;
    const persisted = {} as Record<Surface, PersistedOperations>;
    const mayIntrospect = ({ scopes }: Viewer): boolean =>
      !isProduction || (scopes?.includes('introspection') ?? false);
    for (const surface of SURFACES) {
      graphs[surface] = await SurfaceGraph.load(contracts[surface], contracts.byViewer, host.graph, host.log);
      servers[surface] = apolloOver(graphs[surface], host, mayIntrospect);
      prepared[surface] = new PreparedDocuments(graphs[surface].schema);
      persisted[surface] = new PersistedOperations(operations, surface, graphs[surface].schema);
      await servers[surface].start();
    }
    return new Graph(host, graphs, servers, prepared, persisted, isProduction);
  }

  /** Answers an HTTP request, or a page's on the server, within {@link LIMITS.seconds}. */
  answer(request: GraphRequest): Promise<GraphAnswer> {
    const asker = request.asker ?? new Asker();
    const { tracer } = tracing;
    const answer = tracer
      ? tracedAnswer(tracer, request, this.operationOf(request), () => this.answerInTime(request, asker))
      : this.answerInTime(request, asker);
    return this.deadlines.within(answer, () => {
      asker.leave();
      return this.refusal(503, new Problem('UNAVAILABLE', 'overdue'), request.viewer);
    });
  }

  /**
   * Pages name their operations by id; whoever may send documents of its own gets them let in by Apollo Server (CSRF
   * prevention, parsing, validation, limits). Either goes straight to its plan from the second time on.
   */
  private async answerInTime(request: GraphRequest, asker: Asker): Promise<GraphAnswer> {
    const { viewer } = request;
    const operation = this.operationOf(request);
    if (operation === null) return this.refusal(400, new Problem('INVALID', 'unknownOperation'), viewer);
    if (!operation && !this.maySendDocuments(request))
      return this.refusal(403, new Problem('FORBIDDEN', 'persistedOnly'), viewer);
    const known = operation ? asKnown(operation, request) : this.accepted[viewer.surface].find(request);
    const run = (): Promise<GraphAnswer> => this.inTurn({ request, asker, operation, known });
    try {
      return await this.turns.take(request, known, run);
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'LIMITED') throw error;
      const refused = this.refusal(429, error, viewer);
      return { ...refused, headers: [...refused.headers, ['retry-after', String(error.params.seconds)]] };
    }
  }

  /** The page's operation that a request names by its id; null where there is none of that id, undefined where it names none. */
  private operationOf({ viewer, body }: Pick<GraphRequest, 'viewer' | 'body'>): PreparedOperation | null | undefined {
    const id = documentIdOf(body);
    return id === undefined ? undefined : this.persisted[viewer.surface].find(id);
  }

  /** Whether an operation of this name is some page's. */
  isPageOperation(name: string): boolean {
    return SURFACES.some((surface) => this.persisted[surface].names.has(name));
  }

  /** Name of the page's operation that a request asks for by its id; undefined where it asks for none that is known. */
  pageOperation(surface: Surface, body: unknown): string | undefined {
    const id = documentIdOf(body);
    return (id !== undefined && this.persisted[surface].find(id)?.operationName) || undefined;
  }

  private async inTurn({ request, asker, operation, known }: Turn): Promise<GraphAnswer> {
    const { viewer } = request;
    const accepted = this.accepted[viewer.surface];
    if (known) {
      const result = await this.runKnown(known, this.context(viewer, asker));
      if (result) return { status: 200, headers: JSON_ANSWER, body: JSON.stringify(result) };
    }
    const asked = operation ? withText(request, operation) : request;
    const answer = await forReader(viewer.locale, () =>
      this.servers[viewer.surface].executeHTTPGraphQLRequest({
        httpGraphQLRequest: asked as never,
        context: async () => this.context(viewer, asker),
      }),
    );
    const body = answer.body.kind === 'complete' ? answer.body.string : '';
    if (!operation && (answer.status === undefined || answer.status === 200)) accepted.remember(request);
    return { status: statusOf(answer.status ?? 200, body), headers: answer.headers, body };
  }

  private readonly turns = new Turns<GraphAnswer>();
  private readonly deadlines = new Deadlines(LIMITS.seconds * 1000);

  /** Whether documents that are no page's are taken: outside production, from services of ours, and with that scope (security.md 12). */
  private maySendDocuments({ viewer, isVouched }: Pick<GraphRequest, 'viewer' | 'isVouched'>): boolean {
    return !this.isProduction || isVouched === true || (viewer.scopes?.includes('documents') ?? false);
  }

  private refusal(status: number, problem: Problem, viewer: Viewer): GraphAnswer {
    const { message, extensions } = this.refused(problem, viewer);
    return { status, headers: JSON_ANSWER, body: JSON.stringify({ errors: [{ message, extensions }] }) };
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

  get log(): RunningHost['log'] {
    return this.host.log;
  }

  /** What is told in this process. */
  get bus(): RunningHost['bus'] {
    return this.host.bus;
  }

  /** What a resolver of this viewer's request works with. */
  context(viewer: Viewer, asker?: Asker | AbortSignal): Context {
    return new Context(this.host, viewer, this.askAs(viewer, asker), asker);
  }

  /** A socket's document for this viewer, by its id or its text, or why it is refused. */
  prepare(
    viewer: Viewer,
    { query, extensions }: { query: string; extensions?: unknown },
  ): { document: DocumentNode } | { errors: readonly GraphQLError[] } {
    const refused = (problem: Problem) => ({ errors: [this.refused(problem, viewer)] });
    const id = documentIdOf(extensions);
    if (id !== undefined)
      return this.persisted[viewer.surface].find(id) ?? refused(new Problem('INVALID', 'unknownOperation'));
    if (!this.maySendDocuments({ viewer })) return refused(new Problem('FORBIDDEN', 'persistedOnly'));
    const prepared = this.prepared[viewer.surface].prepare(query);
    return 'errors' in prepared ? { errors: prepared.errors.map((error) => this.refused(error, viewer)) } : prepared;
  }

  /** Whatever was thrown, as the viewer is told. */
  refused(error: unknown, viewer: Viewer): GraphQLError {
    const formatted = error instanceof GraphQLError ? error.toJSON() : { message: '' };
    const { message, extensions } = told(formatted, error, this.host, viewer.locale);
    return new GraphQLError(message, { extensions });
  }

  /** Whether the answer to a document depends on the person who asks, not only on their place and roles. */
  asksByViewer(surface: Surface, document: DocumentNode): boolean {
    return this.graphs[surface].asksByViewer(document);
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

  private askAs(viewer: Viewer, asker?: Asker | AbortSignal): Ask {
    const ask: Ask = async <T>(source: string, variables: Record<string, unknown> = {}) => {
      let document = this.questions.get(source);
      if (!document) {
        document = parse(source);
        this.questions.set(source, document);
      }
      const result = (await this.run(document, variables, null, this.context(viewer, asker))) as ExecutionResult;
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

/** A page's operation with a plain question's variables; undefined where only Apollo Server can say what is wrong with the question. */
function asKnown(operation: PreparedOperation, request: GraphRequest): Known | undefined {
  const asked = plainQuestion(request);
  return asked && { operation, variables: asked.variables };
}

/** The same request with the operation's text, as Apollo Server wants it. */
function withText(request: GraphRequest, { text }: PreparedOperation): GraphRequest {
  const { documentId: _, operationName: __, ...rest } = request.body as Record<string, unknown>;
  return { ...request, body: { ...rest, query: text } };
}

/** Apollo Server calls everything thrown its own failure; what is wrong with the question (a variable left out) is the asker's. */
function statusOf(status: number, body: string): number {
  if (status !== 500) return status;
  const { errors = [] } = JSON.parse(body) as { errors?: { extensions?: { code?: string } }[] };
  return errors.some(({ extensions }) => /^(INTERNAL|UNAVAILABLE)$/.test(extensions?.code ?? 'INTERNAL')) ? 500 : 400;
}
