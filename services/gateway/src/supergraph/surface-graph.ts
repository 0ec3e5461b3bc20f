import { unifiedGraphHandler } from '@graphql-hive/router-runtime';
import { UnifiedGraphManager } from '@graphql-mesh/fusion-runtime';
import type { Log } from '@landfall/kit/log/log';
import type { Context } from '@landfall/kit/service/context';
import type { SubgraphExecutor } from '@landfall/kit/service/subgraph-executor';
import type { DocumentNode, ExecutionResult, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { asksForAny } from './by-viewer.ts';
import { DirectPath } from './direct-path.ts';
import { mergeSelections } from './merge-selections.ts';

/** How each service's operations run: in this process, or over HTTP. */
export type Executors = ReadonlyMap<string, { readonly run: SubgraphExecutor; readonly isLocal: boolean }>;

/** A validated operation of a surface. */
export interface Operation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly operationName: string | null;
  readonly variables: Record<string, unknown>;
}

/** One surface's contract, planned and executed. */
export class SurfaceGraph {
  private constructor(
    readonly schema: GraphQLSchema,
    private readonly executors: Executors,
    private readonly direct: DirectPath,
    private readonly execute: (request: never) => Promise<ExecutionResult | AsyncIterable<ExecutionResult>>,
    private readonly manager: UnifiedGraphManager<unknown>,
    private readonly byViewer: ReadonlySet<string>,
  ) {}

  /** Loads a contract's supergraph, as it is committed in `schema/`. */
  static async load(
    supergraph: string,
    byViewer: ReadonlySet<string>,
    executors: Executors,
    log: Log,
  ): Promise<SurfaceGraph> {
    const quiet = {
      debug() {},
      info() {},
      warn: (m: unknown) => log.warn({ m }),
      error: (m: unknown) => log.error({ m }),
      child: () => quiet,
    };
    const manager = new UnifiedGraphManager({
      getUnifiedGraph: () => supergraph,
      handleUnifiedGraph: unifiedGraphHandler,
      batch: false,
      transports: (() => ({
        getSubgraphExecutor: ({ subgraphName }: { subgraphName: string }) => {
          const target = executors.get(subgraphName.toLowerCase());
          if (!target) throw new Error(`no service ${subgraphName} is hosted or known by a URL`);
          return (request: {
            document: DocumentNode;
            variables?: Record<string, unknown>;
            operationName?: string;
            operationType?: string;
            context: Context;
          }) => target.run(request, request.context);
        },
      })) as never,
      transportContext: { log: quiet } as never,
    });
    const schema = await manager.getUnifiedGraph();
    const executor = (await manager.getExecutor()) as never as (request: never) => Promise<ExecutionResult>;
    return new SurfaceGraph(schema, executors, new DirectPath(supergraph), executor, manager, byViewer);
  }

  /** Runs an operation: straight on its service where one can answer alone, else by the plan. */
  async run(op: Operation, context: Context): Promise<ExecutionResult | AsyncIterable<ExecutionResult>> {
    const direct = this.direct.of(op.document, op.operation, op.operationName);
    const local = direct === null ? undefined : this.executors.get(direct.toLowerCase());
    if (local?.isLocal) {
      return local.run(
        {
          document: op.document,
          variables: op.variables,
          ...(op.operationName ? { operationName: op.operationName } : {}),
        },
        context,
      );
    }
    return this.execute({
      document: this.planned(op),
      variables: op.variables,
      operationName: op.operationName ?? undefined,
      operationType: op.operation.operation,
      context,
    } as never);
  }

  /** Whether a validated document's answer depends on the person who asks, not only on where and with which roles. */
  asksByViewer(document: DocumentNode): boolean {
    let asks = this.askingByViewer.get(document);
    if (asks === undefined) {
      asks = asksForAny(document, this.schema, this.byViewer);
      this.askingByViewer.set(document, asks);
    }
    return asks;
  }

  private readonly askingByViewer = new WeakMap<DocumentNode, boolean>();
  private readonly merged = new WeakMap<OperationDefinitionNode, DocumentNode>();

  /** The document as the planner gets it: the same object for the same operation, so that its plan is found again. */
  private planned({ document, operation }: Operation): DocumentNode {
    const known = this.merged.get(operation) ?? mergeSelections(this.schema, document, operation);
    this.merged.set(operation, known);
    return known;
  }

  /** Lets go of what the contract holds. */
  async close(): Promise<void> {
    await this.manager[Symbol.asyncDispose]();
  }
}
