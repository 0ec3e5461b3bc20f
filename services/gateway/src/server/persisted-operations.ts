import { existsSync, readFileSync } from 'node:fs';
import type { Surface } from '@landfall/kit/viewer/viewer';
import { type GraphQLSchema, getOperationAST, parse, specifiedRules, validate } from 'graphql';
import type { Operation } from '../supergraph/surface-graph.ts';
import { LIMITS, limitsRule } from './limits.ts';

/** An operation of a page, now or of late: `schema/operations.json` has it by its id. */
export interface PageOperation {
  readonly name: string;
  readonly surfaces: readonly string[];
  readonly text: string;
  /** Since when no page has it any more. */
  readonly until?: string;
}

/** Operations by id: SHA-256 of the text. */
export type OperationManifest = ReadonlyMap<string, PageOperation>;

/** The operations of several manifests: the committed one, and that of the pages as they were built. A missing file has none. */
export function readOperations(...files: readonly string[]): OperationManifest {
  const present = files.filter((file) => existsSync(file));
  return new Map(
    present.flatMap((file) => Object.entries(JSON.parse(readFileSync(file, 'utf8')) as Record<string, PageOperation>)),
  );
}

/** A page's operation, ready to run. */
export type PreparedOperation = Omit<Operation, 'variables'> & { readonly text: string };

/** The operations a surface's pages may name by id. Each is parsed, validated and measured once, when it is first asked for. */
export class PersistedOperations {
  private readonly prepared = new Map<string, PreparedOperation | null>();

  constructor(
    private readonly manifest: OperationManifest,
    private readonly surface: Surface,
    private readonly schema: GraphQLSchema,
  ) {}

  /** What the operations are called. */
  get names(): ReadonlySet<string> {
    this.called ??= new Set([...this.manifest.values()].map(({ name }) => name));
    return this.called;
  }

  private called: ReadonlySet<string> | undefined;

  /** The operation of an id; null where this surface has none, or its contract no longer has all that it asks. */
  find(id: string): PreparedOperation | null {
    const known = this.prepared.get(id);
    if (known !== undefined) return known;
    const kept = this.manifest.get(id);
    // Ids that nobody gave are not remembered: there is no end of them.
    if (!kept?.surfaces.includes(this.surface)) return null;
    const prepared = this.prepare(kept.text);
    this.prepared.set(id, prepared);
    return prepared;
  }

  private prepare(text: string): PreparedOperation | null {
    const document = parse(text, { maxTokens: LIMITS.tokens });
    const operation = getOperationAST(document);
    if (!operation || validate(this.schema, document, [...specifiedRules, limitsRule]).length > 0) return null;
    return { document, operation, operationName: operation.name?.value ?? null, text };
  }
}
