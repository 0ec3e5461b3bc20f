import { getOperationAST, Kind, type OperationDefinitionNode, parse } from 'graphql';
import type { Operation } from '../supergraph/surface-graph.ts';
import type { GraphRequest } from './graph.ts';
import { LIMITS } from './limits.ts';

/** A document that was let in before, with this request's variables. */
export interface Known {
  readonly operation: Omit<Operation, 'variables'>;
  readonly variables: Record<string, unknown>;
}

const MOST = 1000;
const LONGEST_TEXT = 20_000;

/**
 * Documents of a contract that Apollo Server has let in, by their text: parsed, validated and measured against the limits
 * once, as long as they stay among the last thousand new ones. What a request may do is asked anew each time, by its viewer.
 */
export class AcceptedDocuments {
  private readonly operations = new Map<string, Known['operation']>();

  /** The operation of a plain JSON POST whose text is known; undefined for anything else. */
  find(request: GraphRequest): Known | undefined {
    const asked = plainQuestion(request);
    const operation = asked && this.operations.get(asked.key);
    return operation && { operation, variables: asked.variables };
  }

  /** Apollo Server answered this request as one it understood. */
  remember(request: GraphRequest): void {
    const asked = plainQuestion(request);
    if (!asked || this.operations.has(asked.key)) return;
    const document = parse(asked.query, { maxTokens: LIMITS.tokens });
    const operation = getOperationAST(document, asked.operationName);
    if (!operation || introspects(operation)) return;
    const oldest = this.operations.size >= MOST ? this.operations.keys().next().value : undefined;
    if (oldest !== undefined) this.operations.delete(oldest);
    this.operations.set(asked.key, { document, operation, operationName: asked.operationName });
  }
}

/** A plain question: JSON by POST, and nothing that only Apollo Server understands. */
export interface Question {
  readonly key: string;
  readonly query: string;
  readonly operationName: string | null;
  readonly variables: Record<string, unknown>;
}

/** JSON is what no form of another site can post, so the content type is the proof that CSRF prevention asks for. */
export function plainQuestion({ method, headers, body }: GraphRequest): Question | undefined {
  if (method !== 'POST' || !headers.get('content-type')?.startsWith('application/json')) return undefined;
  const accept = headers.get('accept');
  if (accept && !accept.includes('application/json') && !accept.includes('*/*')) return undefined;
  if (typeof body !== 'object' || body === null) return undefined;
  const { query = '', operationName = null, variables, extensions } = body as Record<string, unknown>;
  if (typeof query !== 'string' || query.length > LONGEST_TEXT || extensions !== undefined) return undefined;
  if (operationName !== null && typeof operationName !== 'string') return undefined;
  if (variables != null && (typeof variables !== 'object' || Array.isArray(variables))) return undefined;
  return {
    key: `${operationName ?? ''} ${query}`,
    query,
    operationName,
    variables: (variables ?? {}) as Record<string, unknown>,
  };
}

/** The id by which a request names a page's operation; undefined where it brings a document of its own. */
export function documentIdOf(asked: unknown): string | undefined {
  const id = (asked as { documentId?: unknown } | null | undefined)?.documentId;
  return id === undefined ? undefined : String(id);
}

/** Introspection is Apollo Server's to allow. */
function introspects(operation: OperationDefinitionNode): boolean {
  return operation.selectionSet.selections.some(
    (field) => field.kind !== Kind.FIELD || field.name.value.startsWith('__'),
  );
}
