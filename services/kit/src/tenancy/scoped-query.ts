import { createHash } from 'node:crypto';
import pg from 'pg';
import type { Login } from '../database/login.names.ts';
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

/** The name a statement is prepared under. */
export function statementName(text: string): string {
  return `q${createHash('sha256').update(text).digest('base64url').slice(0, 22)}`;
}

const CONTEXTS = Object.fromEntries(
  Object.entries(SETTINGS_SQL).map(([login, text]) => [login, statementName(text)]),
) as Record<Login, string>;
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
    isNamed: boolean,
    callback: (error: Error | null, result: pg.QueryResult) => void,
  ) {
    super(config, undefined, callback as never);
    this.context = isNamed ? CONTEXTS[scope.login] : '';
  }

  /** What the settings are prepared under; nothing where names get lost. */
  private readonly context: string;

  requiresPreparation(): boolean {
    return true;
  }

  prepare(connection: WireConnection): void {
    const { scope, context } = this;
    if (context === '' || !connection.parsedStatements[context]) {
      connection.parse({ text: SETTINGS_SQL[scope.login], name: context });
    }
    connection.bind({ portal: '', statement: context, values: settingsOf(scope), valueMapper: (value) => value });
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
    if (this.context !== '') connection.parsedStatements[this.context] = SETTINGS_SQL[this.scope.login];
  }
}
