import type pg from 'pg';
import type { Login } from '../database/login.names.ts';
import { KnownQuery, statementName, type WireConnection } from './known-query.ts';
import { type Scope, SETTINGS_SQL, settingsOf } from './logins.ts';

const CONTEXTS = Object.fromEntries(
  Object.entries(SETTINGS_SQL).map(([login, text]) => [login, statementName(text)]),
) as Record<Login, string>;
const asIs = (value: unknown): unknown => value;

/**
 * A statement and the settings its row policies read, sent under one Sync: PostgreSQL runs both in one implicit
 * transaction, so the settings are gone when the answer is there and no connection is held across an await.
 */
export class ScopedQuery extends KnownQuery {
  constructor(
    private readonly scope: Scope,
    config: pg.QueryConfig & { readonly rowMode?: 'array' | undefined; types?: pg.CustomTypesConfig },
    isNamed: boolean,
    callback: (error: Error | null, result: pg.QueryResult) => void,
  ) {
    super(config, callback);
    this.context = isNamed ? CONTEXTS[scope.login] : '';
  }

  /** What the settings are prepared under; nothing where names get lost. */
  private readonly context: string;

  /** Sets what row policies read. */
  override open(connection: WireConnection): void {
    const { scope, context } = this;
    if (context === '' || !connection.parsedStatements[context]) {
      connection.parse({ text: SETTINGS_SQL[scope.login], name: context });
    }
    connection.bind({ portal: '', statement: context, values: settingsOf(scope), valueMapper: asIs });
    connection.execute({ portal: '', rows: 0 });
    this.isOpening = true;
  }

  override handleDataRow(message: unknown): void {
    if (!this.isOpening) super.handleDataRow(message);
  }

  override handleCommandComplete(message: unknown, connection: WireConnection): void {
    if (!this.isOpening) {
      super.handleCommandComplete(message, connection);
      return;
    }
    this.isOpening = false;
    if (this.context !== '') connection.parsedStatements[this.context] = SETTINGS_SQL[this.scope.login];
  }
}
