import pg from 'pg';
import { StartError } from './start.error.ts';

interface Finding {
  name: string;
  fault: string;
}

const FAULTS = `
  select r.rolname as name, f.fault
    from pg_roles r
    cross join lateral (
      select 'is superuser' as fault where r.rolsuper
      union all select 'bypasses row-level security' where r.rolbypassrls
      union all select 'may create roles' where r.rolcreaterole
      union all select 'may replicate' where r.rolreplication
      union all select 'can become ' || g.rolname
        from pg_auth_members m join pg_roles g on g.oid = m.roleid
       where m.member = r.oid and not (r.rolname = 'migrator' and g.rolname = 'owner')
      union all select 'owns ' || c.oid::regclass from (select * from pg_class c where c.relowner = r.oid limit 1) c
    ) f
   where r.rolname = any($1)
   order by 1, 2`;

/**
 * Refuses logins that could step over row-level security (security.md 1): superuser, BYPASSRLS, CREATEROLE, owner of a
 * table, or member of another role (only `migrator` is, of the owner). Throws StartError naming each fault.
 */
export async function refuseUnsafe(client: pg.ClientBase, names: readonly string[]): Promise<void> {
  const { rows } = await client.query<Finding>(FAULTS, [names]);
  if (rows.length === 0) return;
  const faults = rows.map((row) => `${row.name} ${row.fault}`).join(', ');
  throw new StartError(
    `Database logins are not safe: ${faults}. Take these rights away (or drop the roles; they are made again).`,
  );
}

/** The same for the login of one address, whatever its name. */
export async function refuseUnsafeLogin(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>('select session_user as name');
    await refuseUnsafe(client, [rows[0]?.name ?? '']);
  } finally {
    await client.end();
  }
}
