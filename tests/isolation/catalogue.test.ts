import { services } from '@landfall/gateway/host/services';
import { LOGINS } from '@landfall/kit/database/logins';
import { declaredTables } from '@landfall/kit/tenancy/table';
import { HEADQUARTERS } from '@landfall/kit/viewer/headquarters';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';

const OURS = `n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema'`;
let admin: pg.Client;
const rows = async <T extends object>(text: string): Promise<T[]> => (await admin.query<T>(text)).rows;

beforeAll(async () => {
  admin = new pg.Client(inject('adminUrl'));
  await admin.connect();
});
afterAll(() => admin.end());

test('no login is superuser, may bypass row security, owns anything or can become another, save the migrator who becomes the owner', async () => {
  const logins = `('${LOGINS.join("','")}')`;
  expect(
    await rows(
      `select rolname from pg_roles where rolname in ${logins} and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication)`,
    ),
  ).toEqual([]);
  expect(await rows(`select rolname from pg_roles where rolname = 'owner' and rolcanlogin`)).toEqual([]);
  const memberships = await rows<{ of: string; member: string }>(
    `select r.rolname as of, m.rolname as member from pg_auth_members a join pg_roles r on r.oid = a.roleid join pg_roles m on m.oid = a.member where m.rolname in ${logins}`,
  );
  expect(memberships).toEqual([{ of: 'owner', member: 'migrator' }]);
  expect(
    await rows(`select c.relname from pg_class c join pg_roles r on r.oid = c.relowner where r.rolname in ${logins}`),
  ).toEqual([]);
});

test('row-level security is enabled and forced on every table', async () => {
  const open = await rows<{ name: string }>(
    `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p') and ${OURS} and not (c.relrowsecurity and c.relforcerowsecurity)`,
  );
  expect(open.map((row) => row.name)).toEqual(['kit.migration']);
});

test('every policy of a surface asks for the tenant, and checks what is written by what may be read', async () => {
  const policies = await rows<{
    name: string;
    table: string;
    roles: string[];
    cmd: string;
    qual: string;
    with_check: string;
    isPermissive: boolean;
  }>(
    `select policyname as name, schemaname || '.' || tablename as table, roles::text[] as roles, cmd, qual, with_check,
       permissive = 'PERMISSIVE' as "isPermissive" from pg_policies`,
  );
  expect(policies.length).toBeGreaterThan(20);
  for (const policy of policies) {
    expect(policy.qual, policy.name).not.toMatch(/current_setting\([^)]*,\s*true\)/);
    // The door may write what an invitation or a connection it can name allows, and that alone it doesn't read by.
    // What is only for reading writes nothing, and a restrictive one only takes away.
    if (!policy.roles.includes('edge') && policy.cmd !== 'SELECT' && policy.isPermissive)
      expect(policy.with_check, `${policy.table} ${policy.name}`).toBe(policy.qual);
    expect(policy.roles, policy.name).not.toContain('public');
  }
  const tenants = new Set(
    (
      await rows<{ t: string }>(
        `select table_schema || '.' || table_name as t from information_schema.columns where column_name = 'tenant_id'`,
      )
    ).map((r) => r.t),
  );
  for (const policy of policies.filter(
    (p) => tenants.has(p.table) && (p.roles.includes('desk') || p.roles.includes('portal')),
  )) {
    expect(policy.qual, `${policy.table} ${policy.name}`).toMatch(
      /tenant_id = \( SELECT \(current_setting\('app\.tenant'::text\)\)::uuid/,
    );
  }
});

test('what the portal may read of customers’ things is bounded by its own companies', async () => {
  const withCustomer = await rows<{ table: string; qual: string | null }>(
    `select c.table_schema || '.' || c.table_name as table, p.qual from information_schema.columns c
     join pg_tables t on t.schemaname = c.table_schema and t.tablename = c.table_name
     join pg_policies p on p.schemaname = c.table_schema and p.tablename = c.table_name and 'portal' = any(p.roles)
     where c.column_name = 'customer_id'`,
  );
  expect(withCustomer.length).toBeGreaterThan(5);
  for (const { table, qual } of withCustomer.filter((row) => row.table !== 'identity.membership'))
    expect(qual, table).toMatch(/app\.customers/);
});

test('keys lead with the tenant, and so does every unique constraint and foreign key of a tenant’s table', async () => {
  const keys = await rows<{ table: string; type: string; first: string; columns: string[] }>(
    `select n.nspname || '.' || c.relname as table, k.contype as type, (select array_agg(a.attname::text order by o.i) from unnest(k.conkey) with ordinality o(col, i)
       join pg_attribute a on a.attrelid = c.oid and a.attnum = o.col) as columns
     from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
     where k.contype in ('p', 'u', 'f') and ${OURS} and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped)`,
  );
  for (const key of keys) expect(key.columns[0], `${key.table} ${key.columns}`).toBe('tenant_id');
  const unique = await rows<{ index: string; def: string }>(
    `select i.indexname as index, i.indexdef as def from pg_indexes i where i.indexdef like 'CREATE UNIQUE%' and exists
       (select from information_schema.columns c where c.table_schema = i.schemaname and c.table_name = i.tablename and c.column_name = 'tenant_id')`,
  );
  for (const { def } of unique) expect(def).toMatch(/\(tenant_id/);
});

test('views run as whoever asks, functions of ours don’t exist, and no materialised view stands beside the policies', async () => {
  const views = await rows<{ name: string; options: string[] | null; kind: string }>(
    `select n.nspname || '.' || c.relname as name, c.reloptions as options, c.relkind as kind from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('v', 'm') and ${OURS}`,
  );
  for (const view of views) {
    expect(view.kind, view.name).toBe('v');
    expect(view.options, view.name).toContain('security_invoker=true');
  }
  expect(
    await rows(
      `select p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace where ${OURS} and (p.prosecdef or p.proconfig is null)`,
    ),
  ).toEqual([]);
});

test('grants are exactly what tables and cards declare, and headquarters reads only what is published', async () => {
  const present = await rows<{ grant: string }>(
    `select lower(a.privilege_type) || ' ' || n.nspname || '.' || c.relname || ' ' || coalesce(r.rolname, 'public') as grant
     from pg_class c join pg_namespace n on n.oid = c.relnamespace cross join lateral aclexplode(c.relacl) a left join pg_roles r on r.oid = a.grantee
     where c.relkind in ('r', 'p', 'v', 'S') and ${OURS} and coalesce(r.rolname, 'public') <> 'owner'`,
  );
  const declared = [
    ...declaredTables().flatMap(({ table, grants }) =>
      Object.entries(grants).flatMap(([login, may]) => may.map((p) => `${p} ${table} ${login}`)),
    ),
    ...services
      .flatMap((s) => s.cards ?? [])
      .flatMap((card) => card.readers.map((login) => `select ${card.name} ${login}`)),
  ];
  expect(present.map((row) => row.grant).sort()).toEqual([...new Set(declared)].sort());
  for (const { grant } of present.filter((row) => row.grant.endsWith(' hq')))
    expect(grant).toMatch(/ (catalogue|network|kit|identity|ledger|notifications)\./);
  const own = await rows<{ table: string; qual: string }>(
    `select schemaname || '.' || tablename as table, qual from pg_policies where 'hq' = any(roles) and schemaname in ('kit', 'identity', 'ledger', 'notifications')`,
  );
  for (const { table, qual } of own) expect(qual, table).toBe(`(tenant_id = '${HEADQUARTERS}'::uuid)`);
});
