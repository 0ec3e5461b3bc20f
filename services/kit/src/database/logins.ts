import { createHash, createHmac, pbkdf2Sync } from 'node:crypto';
import type pg from 'pg';
import { connectAdmin } from './admin.connection.ts';
import { refuseUnsafe } from './login.check.ts';
import { StartError } from './start.error.ts';

/** The logins, one per surface (architecture.md 5). Policies name them, so their names are fixed. */
export const LOGINS = ['desk', 'portal', 'hq', 'edge', 'worker', 'migrator'] as const;
export type Login = (typeof LOGINS)[number];
/** Owns every schema and table, and can't log in; only `migrator` becomes it. */
export const OWNER = 'owner';
/** One PostgreSQL schema per service (architecture.md 7). */
export const SCHEMAS = ['kit', 'identity', 'catalogue', 'customers', 'support', 'network', 'ledger'] as const;
export type Schema = (typeof SCHEMAS)[number];
/** Addresses given instead of derived ones (DATABASE_URL_DESK, ...). */
export type GivenUrls = Partial<Record<Login, string>>;

/** Which schemas a login may enter at all; what it may do there is granted table by table in migrations. */
const ENTERS: Record<Login, readonly Schema[]> = {
  desk: SCHEMAS,
  portal: ['kit', 'identity', 'catalogue', 'customers', 'support', 'ledger'],
  hq: ['catalogue', 'network'],
  edge: ['identity'],
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

/**
 * The address of a login on the same database as `adminUrl`: with a password derived from SECRET (HMAC-SHA-256,
 * base64url), or the address given for it.
 */
export function loginUrl(adminUrl: string, login: Login, secret: string, given: GivenUrls = {}): string {
  const url = given[login];
  if (url) return url;
  // Replaced in the text: an address with a Unix socket as host is none that `URL` writes back unchanged.
  return adminUrl.replace(/^(postgres(?:ql)?:\/\/)(?:[^@/]*@)?/, `$1${login}:${derivedPassword(login, secret)}@`);
}

/**
 * Makes the logins, the owner and its schemas, or brings them to what this version wants: idempotent, quick when nothing
 * changed, safe when two processes start at once. Works as superuser, or as a database owner with CREATEROLE.
 * Throws StartError when a login is unsafe (see `refuseUnsafe`) or the admin's rights do not suffice.
 */
export async function ensureLogins(adminUrl: string, secret: string, given: GivenUrls = {}): Promise<void> {
  const { client, major } = await connectAdmin(adminUrl);
  try {
    const roles = roleStatements(major, secret, given);
    const schemas = schemaStatements();
    const marks = { roles: mark(secret, roles), schemas: mark(secret, schemas) };
    if (!(await isMarked(client, marks))) await prepare(client, major, roles, schemas, marks);
    await refuseUnsafe(client, LOGINS);
  } finally {
    await client.end();
  }
}

interface Marks {
  roles: string;
  schemas: string;
}

async function prepare(client: pg.Client, major: number, roles: string[], schemas: string[], marks: Marks): Promise<void> {
  try {
    await client.query('begin');
    await client.query('select pg_advisory_xact_lock(1279350854, 2)');
    if (!(await isMarked(client, marks))) {
      const { rows } = await client.query<Admin>(ADMIN);
      const admin = rows[0] as Admin;
      for (const statement of await missingRoles(client)) await client.query(statement);
      for (const statement of [...roles, ...membership(major, admin)]) await client.query(statement);
      await client.query(`set local role "${OWNER}"`);
      for (const statement of schemas) await client.query(statement);
      await client.query(`comment on schema kit is '${marks.schemas}'`);
      await client.query('reset role');
      await client.query(`comment on role "${OWNER}" is '${marks.roles}'`);
    }
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error instanceof StartError ? error : refused(error);
  }
}

/** Roles belong to the whole server and schemas to one database: each carries the mark of what it was made from. */
async function isMarked(client: pg.Client, marks: Marks): Promise<boolean> {
  const { rows } = await client.query<{ roles: string | null; schemas: string | null }>(
    `select (select shobj_description(oid, 'pg_authid') from pg_roles where rolname = '${OWNER}') as roles,
            obj_description(to_regnamespace('kit'), 'pg_namespace') as schemas`,
  );
  return rows[0]?.roles === marks.roles && rows[0]?.schemas === marks.schemas;
}

function mark(secret: string, statements: string[]): string {
  return `Landfall ${createHmac('sha256', secret).update(JSON.stringify(statements)).digest('base64url')}`;
}

async function missingRoles(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ rolname: string }>('select rolname from pg_roles where rolname = any($1)', [[OWNER, ...LOGINS]]);
  const present = new Set(rows.map((row) => row.rolname));
  return [OWNER, ...LOGINS].filter((name) => !present.has(name)).map((name) => `create role "${name}"`);
}

function roleStatements(major: number, secret: string, given: GivenUrls): string[] {
  const statements = [`alter role "${OWNER}" nologin noinherit`];
  for (const login of LOGINS) {
    const limits = LIMITS[login];
    const set = (name: string, value: string) => statements.push(`alter role "${login}" set ${name} = '${value}'`);
    statements.push(`alter role "${login}" login noinherit password '${verifier(login, passwordOf(login, secret, given))}'`);
    set('timezone', 'UTC');
    set('search_path', '');
    set('jit', 'off');
    set('statement_timeout', limits.statement);
    set('idle_in_transaction_session_timeout', limits.idle);
    if (major >= 17) set('transaction_timeout', limits.transaction);
  }
  return statements;
}

interface Admin {
  name: string;
  database: string;
  superuser: boolean;
}
const ADMIN = `select quote_ident(current_user) as name, quote_ident(current_database()) as database,
  (select rolsuper from pg_roles where rolname = current_user) as superuser`;

/** Who may become the owner: migrator always; an admin who isn't superuser, to make schemas in its name. */
function membership(major: number, admin: Admin): string[] {
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

function schemaStatements(): string[] {
  const statements = SCHEMAS.map((schema) => `create schema if not exists ${schema} authorization "${OWNER}"`);
  for (const login of LOGINS) {
    const schemas = ENTERS[login];
    if (schemas.length > 0) statements.push(`grant usage on schema ${schemas.join(', ')} to ${login}`);
  }
  return statements;
}

function passwordOf(login: Login, secret: string, given: GivenUrls): string {
  const url = given[login];
  if (!url) return derivedPassword(login, secret);
  const [, user, password] = /^postgres(?:ql)?:\/\/([^:@/]*)(?::([^@/]*))?@/.exec(url) ?? [];
  if (user !== login || !password) {
    throw new StartError(`DATABASE_URL_${login.toUpperCase()} must log in as ${login}, with a password: policies in the database go by that name.`);
  }
  return decodeURIComponent(password);
}

function derivedPassword(login: Login, secret: string): string {
  return createHmac('sha256', secret).update(login).digest('base64url');
}

/** What PostgreSQL keeps of a password (SCRAM-SHA-256, RFC 5803), so that the password itself never is in a statement or log. */
function verifier(login: string, password: string): string {
  const iterations = 4096;
  const salt = createHmac('sha256', password).update(`salt of ${login}`).digest().subarray(0, 16);
  const salted = pbkdf2Sync(password.normalize('NFKC'), salt, iterations, 32, 'sha256');
  const clientKey = createHmac('sha256', salted).update('Client Key').digest();
  const storedKey = createHash('sha256').update(clientKey).digest('base64');
  const serverKey = createHmac('sha256', salted).update('Server Key').digest('base64');
  return `SCRAM-SHA-256$${iterations}:${salt.toString('base64')}$${storedKey}:${serverKey}`;
}

function refused(error: unknown): unknown {
  const { code, message } = error as { code?: string; message?: string };
  if (code !== '42501') return error;
  return new StartError(
    `The login of DATABASE_URL may not prepare the database: ${message}. It needs to own the database and CREATEROLE (or be superuser).`,
    { cause: error },
  );
}
