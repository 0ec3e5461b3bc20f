import pg from 'pg';
import { type Scope, SETTINGS_SQL, settingsOf } from './logins.ts';

/** pg's connection as far as this file leans on it; pg is pinned for that reason. */
interface WireConnection {
  parsedStatements: Record<string, string>;
  submittedNamedStatements: Record<string, string>;
  parse(query: { text: string; name: string }): void;
  bind(config: {
    portal: string;
    statement: string;
    values: readonly string[];
    valueMapper: (v: unknown) => unknown;
  }): void;
  execute(config: { portal: string; rows: number }): void;
}

/** pg.Query's own steps, which its published types leave out. */
interface QuerySteps {
  prepare(connection: WireConnection): void;
  handleDataRow(message: unknown): void;
  handleCommandComplete(message: unknown, connection: WireConnection): void;
}

const CONTEXT = 'scope';
const steps = pg.Query.prototype as unknown as QuerySteps;

/**
 * A statement and the settings its row policies read, sent under one Sync: PostgreSQL runs both in one implicit
 * transaction, so the settings are gone when the answer is there and no connection is held across an await.
 */
export class ScopedQuery extends pg.Query {
  private inContext = false;

  constructor(
    private readonly scope: Scope,
    config: pg.QueryConfig,
    callback: (error: Error | null, result: pg.QueryResult) => void,
  ) {
    super(config, undefined, callback as never);
  }

  requiresPreparation(): boolean {
    return true;
  }

  prepare(connection: WireConnection): void {
    if (!connection.parsedStatements[CONTEXT]) {
      connection.parse({ text: SETTINGS_SQL[this.scope.login], name: CONTEXT });
    }
    connection.bind({ portal: '', statement: CONTEXT, values: settingsOf(this.scope), valueMapper: (value) => value });
    connection.execute({ portal: '', rows: 0 });
    this.inContext = true;
    steps.prepare.call(this, connection);
  }

  handleDataRow(message: unknown): void {
    if (!this.inContext) steps.handleDataRow.call(this, message);
  }

  handleCommandComplete(message: unknown, connection: WireConnection): void {
    if (!this.inContext) {
      steps.handleCommandComplete.call(this, message, connection);
      return;
    }
    this.inContext = false;
    connection.parsedStatements[CONTEXT] = SETTINGS_SQL[this.scope.login];
  }
}
