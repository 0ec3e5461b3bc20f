import { type PlanNode, QueryPlanner } from '@graphql-hive/router-query-planner';
import { type DocumentNode, type OperationDefinitionNode, print, visit } from 'graphql';

/** The one service that can answer an operation alone, or null where it takes more than one step. */
export type Direct = string | null;

/**
 * Asks the planner once an operation whether its plan is one plain fetch. Then the client's own document, valid in the
 * contract already, runs on that service's compiled schema: nothing to merge, nothing to project (performance.md).
 */
export class DirectPath {
  private readonly planner: QueryPlanner;
  /** By the operation, since a document may hold several; kept as long as the document is. */
  private readonly known = new WeakMap<OperationDefinitionNode, Direct>();

  constructor(contractSupergraph: string) {
    this.planner = new QueryPlanner(contractSupergraph);
  }

  /** Which service answers the operation alone. */
  of(document: DocumentNode, operation: OperationDefinitionNode, operationName: string | null): Direct {
    const known = this.known.get(operation);
    if (known !== undefined) return known;
    const direct =
      operation.operation === 'subscription' || introspects(document) ? null : this.plan(document, operationName);
    this.known.set(operation, direct);
    return direct;
  }

  private plan(document: DocumentNode, operationName: string | null): Direct {
    const { node } = this.planner.plan(print(document), operationName, new Set(), 0);
    return node ? single(node) : null;
  }
}

function single(node: PlanNode): Direct {
  if (node.kind !== 'Fetch') return null;
  const rewritten = node.requires?.length || node.inputRewrites?.length || node.outputRewrites?.length;
  return rewritten ? null : node.serviceName;
}

/** Whether a document asks for the schema itself. */
export function introspects(document: DocumentNode): boolean {
  let found = false;
  visit(document, {
    Field(node) {
      if (node.name.value === '__schema' || node.name.value === '__type') found = true;
    },
  });
  return found;
}
