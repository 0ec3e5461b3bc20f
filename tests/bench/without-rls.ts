import pg from 'pg';

/**
 * B4's peer: a copy of the database in which the tables of the list have no row-level security. Each is renamed and a
 * plain view with the tenant's condition stands in its place, so the same gateway asks the same SQL for the same rows.
 */
export async function copyWithoutRls(adminUrl: string, copy: string): Promise<string> {
  const admin = new pg.Client(adminUrl);
  await admin.connect();
  const [{ name }] = (await admin.query<{ name: string }>('select current_database() as name')).rows as [{ name: string }];
  await admin.query(`create database ${copy} template ${name}`);
  await admin.end();
  const url = adminUrl.replace(`/${name}`, `/${copy}`);
  const client = new pg.Client(url);
  await client.connect();
  await client.query(`do $$ declare t record; begin
    for t in select n.nspname, c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'r' and c.relrowsecurity loop
      execute format('alter table %I.%I disable row level security', t.nspname, t.relname);
    end loop; end $$`);
  for (const [schema, table] of [['support', 'ticket'], ['customers', 'customer_card'], ['identity', 'member_card']] as const) {
    const kind = table.endsWith('_card') ? 'view' : 'table';
    await client.query(`alter ${kind} ${schema}.${table} rename to ${table}_rows`);
    await client.query(`create view ${schema}.${table} as select * from ${schema}.${table}_rows where tenant_id = (select current_setting('app.tenant')::uuid)`);
    await client.query(`grant select on ${schema}.${table} to desk`);
  }
  await client.query('analyze');
  await client.end();
  return url;
}
