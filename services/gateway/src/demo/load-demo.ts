import { connectAdmin } from '@landfall/kit/database/admin.connection';
import type { Tenancy } from '@landfall/kit/tenancy/tenancy';
import { systemViewer } from '@landfall/kit/viewer/viewer';
import type { DemoAccount } from './demo-account.ts';
import { DEMO_PASSWORD, demoAccounts } from './demo-accounts.ts';
import { tellPartnerLife } from './partner-life-of-today.ts';
import { tellPeople } from './people-of-today.ts';
import { tellSupportAccess } from './support-access-of-today.ts';

/** Where the demo is loaded, and how much of it. */
export interface DemoTarget {
  /** The migrator's address: its owner passes every row policy. */
  readonly migratorUrl: string;
  readonly tenancy: Tenancy;
  readonly seed: number;
  readonly size: 'full' | 'small';
  readonly tell?: (detail: string) => void;
}

type Amount = Required<Pick<DemoTarget, 'seed' | 'size' | 'tell'>>;

/** A connection of the migrator's. */
export interface Connection {
  query(text: string, values?: unknown[]): Promise<{ rows: unknown[] }>;
}

/** Processes that start at once wait for each other here. */
const LOCK = 'select pg_advisory_xact_lock(1279350854, 3)';

/**
 * Loads the demo into a database without a partner, in one transaction, then has its figures counted; a load killed
 * before its end is begun anew, one killed while counting goes on there.
 * @returns the demo's accounts, or null where the partners are others
 */
export async function loadDemo(target: DemoTarget): Promise<DemoAccount[] | null> {
  const { migratorUrl, tenancy, seed, size, tell = () => {} } = target;
  const { client } = await connectAdmin(migratorUrl);
  try {
    const isThere = await hasPartner(client);
    if (!isThere) await load(client, { seed, size, tell });
    if (!(await hasDemo(client))) return null;
    await tellPeople(client, tenancy);
    await tellPartnerLife(client, tenancy);
    await count(client, tenancy, tell);
    await tellSupportAccess(client, tenancy);
    tell(isThere ? 'there already' : await amount(client));
    return demoAccounts();
  } finally {
    await client.end();
  }
}

async function hasPartner(connection: Connection): Promise<boolean> {
  return (await connection.query('select 1 from identity.partner limit 1')).rows.length > 0;
}

async function hasDemo(connection: Connection): Promise<boolean> {
  const [first] = demoAccounts();
  return (await connection.query('select 1 from identity.account where email = $1', [first?.email])).rows.length > 0;
}

async function amount(connection: Connection): Promise<string> {
  const { rows } = await connection.query(
    `select (select count(*) from customers.customer) || ' customers, ' || (select count(*) from support.ticket) || ' tickets, '
      || (select count(*) from support.dispatch_order) || ' visits' as told`,
  );
  return (rows[0] as { told: string }).told;
}

async function load(connection: Connection, amount: Amount): Promise<void> {
  await connection.query('begin');
  try {
    await connection.query(LOCK);
    // Another process may have loaded it meanwhile.
    if (!(await hasPartner(connection))) await write(connection, amount);
    await connection.query('commit');
  } catch (error) {
    await connection.query('rollback').catch(() => undefined);
    throw error;
  }
  amount.tell('tidying up');
  const { rows } = await connection.query(
    `select schemaname || '.' || tablename as name from pg_tables where schemaname in ('identity', 'customers', 'support', 'ledger')`,
  );
  // Lists are read from indexes alone only where the tables' pages are known to be visible to everybody.
  for (const { name } of rows as { name: string }[]) await connection.query(`vacuum (analyze) ${name}`);
}

/** Promises that were written without their events: their owners are reminded as of any others, in the last quarter. */
const REMINDERS = `insert into notifications.reminder (tenant_id, id, at) select tenant_id, id, due_at - (due_at - since) / 4
  from ledger.service_promise where state = 'RUNNING' and broken_at is null and due_at > now() on conflict do nothing`;

/** Rows are sent while the next partner's are made up. What makes them up is only loaded for it. */
async function write(connection: Connection, { seed, size, tell }: Amount): Promise<void> {
  const [{ demoRows }, { writeRows }, { hashPassword }] = await Promise.all([
    import('./demo-world.ts'),
    import('./write-rows.ts'),
    import('@landfall/identity/account/password'),
  ]);
  const { rows } = await connection.query('select floor(extract(epoch from now()) * 1000)::float8 as now');
  const { now } = rows[0] as { now: number };
  const passwordHash = await hashPassword(DEMO_PASSWORD);
  let written = Promise.resolve();
  for await (const part of demoRows({ seed, size, now, passwordHash, tell })) {
    written = written.then(() => writeRows(connection, part, tell));
    // A failure is thrown below; until then it is nobody's.
    written.catch(() => undefined);
  }
  await written;
  await connection.query(REMINDERS);
}

/** Figures are counted as the partner, as always; those who published nothing yet are left to count. */
async function count(connection: Connection, tenancy: Tenancy, tell: (detail: string) => void): Promise<void> {
  const { rows } = await connection.query(
    `select p.tenant_id as tenant, p.name from identity.partner p
     where exists (select from support.dispatch_order o where o.tenant_id = p.tenant_id)
       and not exists (select from network.contribution c where c.tenant_id = p.tenant_id)`,
  );
  if (rows.length === 0) return;
  const { rebuild } = await import('@landfall/network/contribution/contributions.consumer');
  for (const { tenant, name } of rows as { tenant: string; name: string }[]) {
    tell(`figures of ${name}`);
    await tenancy.work(systemViewer(tenant, 'demo data'), rebuild);
  }
}
