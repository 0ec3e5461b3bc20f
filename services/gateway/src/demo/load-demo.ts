import { connectAdmin } from '@landfall/kit/database/admin.connection';
import { hashPassword } from '@landfall/identity/session/sign-in';
import type { Tenancy } from '@landfall/kit/tenancy/tenancy';
import { systemViewer } from '@landfall/kit/viewer/viewer';
import { rebuild } from '@landfall/network/contribution/contributions.consumer';
import type { DemoAccount } from './demo-account.ts';
import { DEMO_PASSWORD, demoAccounts } from './demo-accounts.ts';
import { type DemoSize, demoRows } from './demo-world.ts';
import { type Connection, writeRows } from './write-rows.ts';

/** Where the demo is loaded, and how much of it. */
export interface DemoTarget {
  /** The migrator's address: its owner passes every row policy. */
  readonly migratorUrl: string;
  readonly tenancy: Tenancy;
  readonly seed: number;
  readonly size: DemoSize;
  readonly tell?: (detail: string) => void;
}

/** Processes that start at once wait for each other here. */
const LOCK = 'select pg_advisory_xact_lock(1279350854, 3)';

/**
 * Loads the demo into a database without a partner, all or nothing, then has its figures counted; a load that was
 * killed in between is taken up where it stood. @returns the demo's accounts, or null where the partners aren't the demo's
 */
export async function loadDemo({ migratorUrl, tenancy, seed, size, tell = () => {} }: DemoTarget): Promise<DemoAccount[] | null> {
  const { client } = await connectAdmin(migratorUrl);
  try {
    if (!(await hasPartner(client))) await load(client, { seed, size, tell });
    const { rows } = await client.query<{ demo: boolean }>(`select exists (select 1 from identity.account where email = $1) as demo`, [
      demoAccounts()[0]?.email,
    ]);
    if (!rows[0]?.demo) return null;
    await count(client, tenancy, tell);
    return demoAccounts();
  } finally {
    await client.end();
  }
}

async function hasPartner(connection: Connection): Promise<boolean> {
  return (await connection.query('select 1 from identity.partner limit 1')).rows.length > 0;
}

async function load(connection: Connection, { seed, size, tell }: Required<Pick<DemoTarget, 'seed' | 'size' | 'tell'>>): Promise<void> {
  const { rows } = await connection.query("select (extract(epoch from now()) * 1000)::float8 as now");
  const { now } = rows[0] as { now: number };
  tell('making it up');
  const demo = await demoRows({ seed, size, now: Math.floor(now), passwordHash: await hashPassword(DEMO_PASSWORD), tell });
  await connection.query('begin');
  try {
    await connection.query(LOCK);
    // Another process may have loaded it meanwhile.
    if (!(await hasPartner(connection))) await writeRows(connection, demo, tell);
    await connection.query('commit');
  } catch (error) {
    await connection.query('rollback').catch(() => undefined);
    throw error;
  }
  tell('tidying up');
  // Lists are read from indexes alone only where the tables' pages are known to be visible to everybody.
  for (const table of Object.keys(demo.tables)) await connection.query(`vacuum (analyze) ${table}`);
  await connection.query('vacuum (analyze) ledger.search_token');
}

/** Figures are counted by the partner's own login, as always; partners that published nothing yet are left to count. */
async function count(connection: Connection, tenancy: Tenancy, tell: (detail: string) => void): Promise<void> {
  const { rows } = await connection.query(
    `select p.tenant_id as tenant, p.name from identity.partner p where not exists (select 1 from network.partner n where n.partner_id = p.tenant_id)`,
  );
  for (const { tenant, name } of rows as { tenant: string; name: string }[]) {
    tell(`figures of ${name}`);
    await tenancy.work(systemViewer(tenant, 'demo data'), rebuild);
  }
}
