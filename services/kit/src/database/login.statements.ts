import { LOGINS, type Login, OWNER, SCHEMAS, type Schema } from './login.names.ts';

/** Which schemas a login may enter at all; what it may do there is granted table by table in migrations. */
const ENTERS: Record<Login, readonly Schema[]> = {
  desk: SCHEMAS,
  portal: ['kit', 'identity', 'catalogue', 'customers', 'support', 'ledger', 'notifications'],
  // Of kit, identity, ledger and notifications its own rows only: their policies name the tenant of headquarters as a constant.
  hq: ['catalogue', 'network', 'kit', 'identity', 'ledger', 'notifications'],
  // Accounts and sessions; a partner's state; what the door announces and notes.
  edge: ['identity', 'network', 'kit', 'ledger', 'notifications'],
  worker: SCHEMAS,
  migrator: [],
};

interface Limits {
  statement: string;
  transaction: string;
  idle: string;
}

/** Writing transactions end within 2 s, or readers of the outbox wait for them (architecture.md 9). */
const SURFACE: Limits = { statement: '2s', transaction: '2s', idle: '2s' };
const LIMITS: Record<Login, Limits> = {
  desk: SURFACE,
  portal: SURFACE,
  hq: SURFACE,
  edge: SURFACE,
  worker: { statement: '10s', transaction: '10s', idle: '5s' },
  migrator: { statement: '10min', transaction: '15min', idle: '1min' },
};

/** Who prepares the database; names are quoted. */
export interface Admin {
  name: string;
  database: string;
  superuser: boolean;
}

export const ADMIN = `select quote_ident(current_user) as name, quote_ident(current_database()) as database,
  (select rolsuper from pg_roles where rolname = current_user) as superuser`;

/** What each role of the server must be, without passwords. `transaction_timeout` came with PostgreSQL 17. */
export function roleStatements(major: number): string[] {
  const statements = [`alter role "${OWNER}" nologin noinherit`];
  for (const login of LOGINS) {
    const limits = LIMITS[login];
    const set = (name: string, value: string) => statements.push(`alter role "${login}" set ${name} = '${value}'`);
    statements.push(`alter role "${login}" login noinherit`);
    set('timezone', 'UTC');
    set('search_path', '');
    set('jit', 'off');
    set('statement_timeout', limits.statement);
    set('idle_in_transaction_session_timeout', limits.idle);
    if (major >= 17) set('transaction_timeout', limits.transaction);
    // A statement nobody waits for any more ends; not every system PostgreSQL runs on can look.
    statements.push(
      `do $$ begin alter role "${login}" set client_connection_check_interval = '200ms'; exception when others then null; end $$`,
    );
  }
  return statements;
}

/** Who may become the owner (migrator always; an admin who isn't superuser, to make schemas in its name), and who may connect. */
export function accessStatements(major: number, admin: Admin): string[] {
  const how = major >= 16 ? ' with inherit false, set true' : '';
  const statements = [`grant "${OWNER}" to migrator${how}`, `alter role migrator set role = '${OWNER}'`];
  if (!admin.superuser) statements.push(`grant "${OWNER}" to ${admin.name}${how}`);
  statements.push(
    `grant create on database ${admin.database} to "${OWNER}"`,
    `revoke all on database ${admin.database} from public`,
    `grant connect on database ${admin.database} to ${LOGINS.join(', ')}`,
    'revoke all on schema public from public',
  );
  return statements;
}

/** The schemas and who enters them; run as the owner. */
export function schemaStatements(): string[] {
  const statements = SCHEMAS.map((schema) => `create schema if not exists ${schema} authorization "${OWNER}"`);
  for (const login of LOGINS) {
    const schemas = ENTERS[login];
    if (schemas.length > 0) statements.push(`grant usage on schema ${schemas.join(', ')} to ${login}`);
  }
  return statements;
}
