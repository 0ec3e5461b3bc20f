import { mkdtempSync, rmSync } from 'node:fs';
import { chmod } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type EmbeddedDatabase, startEmbedded } from './embedded.ts';
import { refuseUnsafeLogin } from './login.check.ts';
import { ensureLogins, LOGINS, loginUrl } from './logins.ts';

const folder = mkdtempSync(join(tmpdir(), 'landfall-logins-'));
let database: EmbeddedDatabase;

beforeAll(async () => {
  await chmod(folder, 0o755);
  database = await startEmbedded(folder);
});

afterAll(async () => {
  await database?.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function ask<T extends pg.QueryResultRow>(url: string, sql: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<T>(sql)).rows;
  } finally {
    await client.end();
  }
}

test('an admin who owns the database and may create roles can prepare it without being superuser', async () => {
  await ask(database.adminUrl, "create role steward login createrole password 'pw'");
  await ask(database.adminUrl, 'create database stewarded owner steward');
  const stewardUrl = database.adminUrl.replace(/\/\/[^@]*@/, '//steward:pw@').replace(/landfall$/, 'stewarded');
  await ensureLogins(stewardUrl, 'first secret');
  await ensureLogins(stewardUrl, 'second secret');
  expect(await ask(loginUrl(stewardUrl, 'desk', 'second secret'), 'select current_user::text as me')).toEqual([
    { me: 'desk' },
  ]);
  // What another admin made, this test's superuser may take away again.
  await ask(database.adminUrl, 'drop database stewarded');
});

test('copies on one server that prepare their databases at once all succeed', async () => {
  const names = Array.from({ length: 6 }, (_, i) => `beside_${i}`);
  for (const name of names) await ask(database.adminUrl, `create database ${name}`);
  const urls = names.map((name) => database.adminUrl.replace(/landfall$/, name));
  await Promise.all(urls.map((url) => ensureLogins(url, 'secret')));
  for (const url of urls)
    expect(await ask(url, "select 1 as there from pg_namespace where nspname = 'kit'")).toHaveLength(1);
});

test('two processes that prepare a database at once both succeed', async () => {
  await Promise.all([1, 2, 3].map(() => ensureLogins(database.adminUrl, 'secret')));
});

test('each login is only what it is: no rights over others, an empty search path, UTC, short transactions', async () => {
  for (const login of LOGINS) {
    const url = loginUrl(database.adminUrl, login, 'secret');
    await refuseUnsafeLogin(url);
    const [state] = await ask<Record<string, string>>(
      url,
      "select session_user::text as who, current_setting('search_path') as path, current_setting('timezone') as zone",
    );
    expect(state).toEqual({ who: login, path: '""', zone: 'UTC' });
  }
  const [limit] = await ask(loginUrl(database.adminUrl, 'desk', 'secret'), 'show transaction_timeout');
  expect(limit).toEqual({ transaction_timeout: '2s' });
});

test('what migrator makes belongs to the owner, who cannot log in', async () => {
  await ask(loginUrl(database.adminUrl, 'migrator', 'secret'), 'create table support.trial (id int)');
  expect(await ask(database.adminUrl, "select tableowner::text from pg_tables where tablename = 'trial'")).toEqual([
    { tableowner: 'owner' },
  ]);
  await expect(ask(loginUrl(database.adminUrl, 'desk', 'secret'), 'select from support.trial')).rejects.toThrow(
    'permission denied',
  );
  await expect(ask(loginUrl(database.adminUrl, 'desk', 'secret'), 'set role owner')).rejects.toThrow(
    'permission denied',
  );
  expect(await ask(database.adminUrl, "select rolcanlogin from pg_roles where rolname = 'owner'")).toEqual([
    { rolcanlogin: false },
  ]);
});

test('headquarters enters what is published, and where it has rows of its own, and nothing else', async () => {
  const url = loginUrl(database.adminUrl, 'hq', 'secret');
  const rows = await ask<{ name: string }>(
    url,
    "select nspname::text as name from pg_namespace where has_schema_privilege(oid, 'usage') and nspname !~ '^(pg_|information_schema)' order by 1",
  );
  expect(rows.map((row) => row.name)).toEqual(['catalogue', 'identity', 'kit', 'ledger', 'network', 'notifications']);
});

test('no login enters another database of the server', async () => {
  const url = loginUrl(database.adminUrl, 'desk', 'secret').replace(/landfall$/, 'postgres');
  await expect(ask(url, 'select 1')).rejects.toThrow('permission denied');
});

test('a new secret, or an address given for a login, is a new password', async () => {
  await ensureLogins(database.adminUrl, 'another secret');
  await expect(ask(loginUrl(database.adminUrl, 'edge', 'secret'), 'select 1')).rejects.toThrow('password');
  const given = { edge: loginUrl(database.adminUrl, 'edge', '').replace(/edge:[^@]*/, 'edge:chosen%20by%20hand') };
  await ensureLogins(database.adminUrl, 'secret', given);
  expect(await ask(loginUrl(database.adminUrl, 'edge', 'secret', given), 'select 1 as one')).toEqual([{ one: 1 }]);
  await expect(ensureLogins(database.adminUrl, 'secret', { desk: 'postgres://me:pw@host/d' })).rejects.toThrow(
    'DATABASE_URL_DESK',
  );
});

test.each([
  ['superuser', 'alter role desk superuser', 'alter role desk nosuperuser'],
  ['row-level security', 'alter role desk bypassrls', 'alter role desk nobypassrls'],
  ['can become owner', 'grant owner to desk', 'revoke owner from desk'],
  ['can become portal', 'grant portal to desk', 'revoke portal from desk'],
  ['owns', 'alter table support.trial owner to desk', 'alter table support.trial owner to owner'],
])('a start is refused while a login %s', async (fault, spoil, mend) => {
  await ask(database.adminUrl, spoil);
  await expect(ensureLogins(database.adminUrl, 'secret')).rejects.toThrow(fault);
  await ask(database.adminUrl, mend);
  await ensureLogins(database.adminUrl, 'secret');
});

test('a database out of reach is one line that says what to do', async () => {
  const closed = 'postgres://a:pw@127.0.0.1:1/landfall';
  const error = await ensureLogins(closed, 'secret').catch((reason: Error) => reason.message);
  expect(error).toMatch(/^DATABASE_URL \(127.0.0.1:1\/landfall\) can't be reached: .*ECONNREFUSED.*$/);
  await expect(ensureLogins(database.tcpUrl.replace(/[^:]*@/, 'wrong@'), 'secret')).rejects.toThrow(
    'refuses the login',
  );
  await expect(ensureLogins(database.tcpUrl.replace(/landfall$/, 'nowhere'), 'secret')).rejects.toThrow(
    'does not exist',
  );
});
