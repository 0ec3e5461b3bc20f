import { createHash } from 'node:crypto';
import pg from 'pg';

/** pg's connection as far as this folder leans on it; pg is pinned for that reason. */
export interface WireConnection {
  readonly stream: { cork(): void; uncork(): void };
  parsedStatements: Record<string, string>;
  submittedNamedStatements: Record<string, string>;
  parse(query: { text: string; name: string }): void;
  bind(config: {
    portal: string;
    statement: string;
    values: readonly string[];
    valueMapper: (v: unknown) => unknown;
  }): void;
  describe(what: { type: string; name: string }): void;
  execute(config: { portal: string; rows: number }): void;
  sync(): void;
  close(what: { type: string; name: string }): void;
}

/** How the rows of a statement are read. */
interface Description {
  readonly fields: readonly unknown[];
  readonly _parsers: readonly unknown[];
  readonly _prebuiltEmptyResultObject: object;
}

/** pg.Query's own steps, which its published types leave out. */
interface QuerySteps {
  prepare(connection: Omit<WireConnection, 'stream'>): void;
  hasBeenParsed(connection: WireConnection): unknown;
  handleRowDescription(message: unknown): void;
  handleDataRow(message: unknown): void;
  handleCommandComplete(message: unknown, connection: WireConnection): void;
  handleReadyForQuery(connection: WireConnection): void;
}

/** A pg.Query from inside. */
interface Inside {
  readonly name?: string;
  readonly _result: Description;
  _accumulateRows: boolean;
}

/** The name a statement is prepared under. */
export function statementName(text: string): string {
  return `q${createHash('sha256').update(text).digest('base64url').slice(0, 22)}`;
}

const steps = pg.Query.prototype as unknown as QuerySteps;

/** What a connection has said of its named statements: each is described once, not with every answer. */
const described = new WeakMap<WireConnection, Map<string, Description>>();

function knownOf(connection: WireConnection): Map<string, Description> {
  let known = described.get(connection);
  if (!known) {
    known = new Map();
    described.set(connection, known);
  }
  return known;
}

/** A connection as one part of a conversation: it isn't asked to describe what it has described before, nor for an end. */
class Part {
  constructor(
    private readonly connection: WireConnection,
    private readonly leavesOut: { readonly describe: boolean; readonly sync: boolean },
  ) {}

  get parsedStatements(): Record<string, string> {
    return this.connection.parsedStatements;
  }

  get submittedNamedStatements(): Record<string, string> {
    return this.connection.submittedNamedStatements;
  }

  parse(query: Parameters<WireConnection['parse']>[0]): void {
    this.connection.parse(query);
  }

  bind(config: Parameters<WireConnection['bind']>[0]): void {
    this.connection.bind(config);
  }

  describe(what: Parameters<WireConnection['describe']>[0]): void {
    if (!this.leavesOut.describe) this.connection.describe(what);
  }

  execute(config: Parameters<WireConnection['execute']>[0]): void {
    this.connection.execute(config);
  }

  sync(): void {
    if (!this.leavesOut.sync) this.connection.sync();
  }

  close(what: Parameters<WireConnection['close']>[0]): void {
    this.connection.close(what);
  }
}

/** A statement in a conversation of several: sent by itself or with others under one Sync, described once a connection. */
export class KnownQuery extends pg.Query {
  declare readonly name: string | undefined;
  declare readonly text: string;
  /** What this connection has described so far. */
  private known: Map<string, Description> | undefined;

  constructor(
    config: pg.QueryConfig & { readonly rowMode?: 'array' | undefined; types?: pg.CustomTypesConfig },
    callback: (error: Error | null, result: pg.QueryResult) => void,
  ) {
    super(config, undefined, callback as never);
  }

  requiresPreparation(): boolean {
    return true;
  }

  prepare(connection: WireConnection): void {
    this.open(connection);
    this.ask(connection, true);
  }

  /** Whether what comes back is still that of its opening. */
  isOpening = false;

  /** Sends what has to stand before it; nothing unless said. */
  open(_connection: WireConnection): void {}

  /** Sends the statement itself; `isLast`: nothing comes behind it. */
  ask(connection: WireConnection, isLast: boolean): void {
    this.known = knownOf(connection);
    const { name = '', _result } = this as unknown as Inside;
    const description = steps.hasBeenParsed.call(this, connection) ? this.known.get(name) : undefined;
    if (description) Object.assign(_result, description);
    steps.prepare.call(
      this,
      description || !isLast
        ? new Part(connection, { describe: description !== undefined, sync: !isLast })
        : connection,
    );
  }

  /** All was said: whoever asked gets the rows. */
  handleReadyForQuery(connection: WireConnection): void {
    steps.handleReadyForQuery.call(this, connection);
  }

  handleRowDescription(message: unknown): void {
    steps.handleRowDescription.call(this, message);
    const { name, _result } = this as unknown as Inside;
    const { fields, _parsers, _prebuiltEmptyResultObject } = _result;
    if (name) this.known?.set(name, { fields, _parsers, _prebuiltEmptyResultObject });
  }

  handleDataRow(message: unknown): void {
    (this as unknown as Inside)._accumulateRows = true;
    steps.handleDataRow.call(this, message);
  }

  handleCommandComplete(message: unknown, connection: WireConnection): void {
    steps.handleCommandComplete.call(this, message, connection);
  }
}
