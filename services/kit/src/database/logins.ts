import { createHmac } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';
import { connectAdmin } from './admin.connection.ts';
import { refuseUnsafe } from './login.check.ts';
import { type GivenUrls, LOGINS, type Login, OWNER } from './login.names.ts';
import { passwordOf, scramVerifier } from './login.password.ts';
import { ADMIN, type Admin, accessStatements, roleStatements, schemaStatements } from './login.statements.ts';
import { StartError } from './start.error.ts';

export { LOGINS, type Login } from './login.names.ts';

/**
 * The address of a login on the same database as `adminUrl`: with a password derived from SECRET (HMAC-SHA-256,
 * base64url), or the address given for it.
 */
export function loginUrl(adminUrl: string, login: Login, secret: string, given: GivenUrls = {}): string {
  const url = given[login];
  if (url) return url;
  // Replaced in the text: an address with a Unix socket as host is none that `URL` writes back unchanged.
  return adminUrl.replace(/^(postgres(?:ql)?:\/\/)(?:[^@/]*@)?/, `$1${login}:${passwordOf(login, secret)}@`);
}

/**
 * Makes the logins, the owner and its schemas, or brings them to what this version wants: idempotent, quick when nothing
 * changed, safe when two processes start at once. Works as superuser, or as a database owner with CREATEROLE.
 * Throws StartError when a login is unsafe (see `refuseUnsafe`) or the admin's rights do not suffice.
 */
export async function ensureLogins(adminUrl: string, secret: string, given: GivenUrls = {}): Promise<void> {
  const { client, major } = await connectAdmin(adminUrl);
  try {
    const wanted = wantedState(major, secret, given);
    for (let tries = 1; !(await isMarked(client, wanted)); tries += 1) {
      // The lock is one database's, the roles are the whole server's: a copy beside this one may be at them too.
      await prepare(client, major, wanted).catch(async (error: unknown) => {
        if (tries >= TRIES || (error as { code?: string }).code !== CHANGED_MEANWHILE) throw error;
        await delay(50 * tries * Math.random());
      });
    }
    await refuseUnsafe(client, LOGINS);
  } finally {
    await client.end();
  }
}

const TRIES = 10;
/** PostgreSQL's internal error «tuple concurrently updated». */
const CHANGED_MEANWHILE = 'XX000';

interface Wanted {
  roles: string[];
  schemas: string[];
  passwords: Map<Login, string>;
  /** Roles belong to the whole server and schemas to one database: each carries the mark of what it was made from. */
  roleMark: string;
  schemaMark: string;
}

function wantedState(major: number, secret: string, given: GivenUrls): Wanted {
  const roles = roleStatements(major);
  const schemas = schemaStatements();
  const passwords = new Map(LOGINS.map((login) => [login, passwordOf(login, secret, given)]));
  const mark = (content: unknown) =>
    `Landfall ${createHmac('sha256', secret).update(JSON.stringify(content)).digest('base64url')}`;
  return { roles, schemas, passwords, roleMark: mark([roles, [...passwords]]), schemaMark: mark(schemas) };
}

async function isMarked(client: pg.Client, wanted: Wanted): Promise<boolean> {
  const { rows } = await client.query<{ roles: string | null; schemas: string | null }>(
    `select (select shobj_description(oid, 'pg_authid') from pg_roles where rolname = '${OWNER}') as roles,
            obj_description(to_regnamespace('kit'), 'pg_namespace') as schemas`,
  );
  return rows[0]?.roles === wanted.roleMark && rows[0]?.schemas === wanted.schemaMark;
}

async function prepare(client: pg.Client, major: number, wanted: Wanted): Promise<void> {
  try {
    await client.query('begin');
    await client.query('select pg_advisory_xact_lock(1279350854, 2)');
    if (!(await isMarked(client, wanted))) {
      const { rows } = await client.query<Admin>(ADMIN);
      const [admin] = rows as [Admin];
      for (const statement of await missingRoles(client)) await client.query(statement);
      for (const statement of wanted.roles) await client.query(statement);
      for (const [login, password] of wanted.passwords) {
        await client.query(`alter role "${login}" password '${scramVerifier(login, password)}'`);
      }
      for (const statement of accessStatements(major, admin)) await client.query(statement);
      await client.query(`set local role "${OWNER}"`);
      for (const statement of wanted.schemas) await client.query(statement);
      await client.query(`comment on schema kit is '${wanted.schemaMark}'`);
      await client.query('reset role');
      await client.query(`comment on role "${OWNER}" is '${wanted.roleMark}'`);
    }
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error instanceof StartError ? error : refused(error);
  }
}

async function missingRoles(client: pg.Client): Promise<string[]> {
  const names = [OWNER, ...LOGINS];
  const { rows } = await client.query<{ rolname: string }>('select rolname from pg_roles where rolname = any($1)', [
    names,
  ]);
  const present = new Set(rows.map((row) => row.rolname));
  return names.filter((name) => !present.has(name)).map((name) => `create role "${name}"`);
}

function refused(error: unknown): unknown {
  const { code, message } = error as { code?: string; message?: string };
  if (code !== '42501') return error;
  return new StartError(
    `The login of DATABASE_URL may not prepare the database: ${message}. It needs to own the database and CREATEROLE (or be superuser).`,
    { cause: error },
  );
}
