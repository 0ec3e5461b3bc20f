import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import type { DataFolder } from './data.folder.ts';
import { addressOf, DATABASE } from './embedded.address.ts';
import { clearStalePidFile, endPostmaster, type Postmaster, runningPostmaster } from './postmaster.ts';
import { StartError } from './start.error.ts';

/** Held in the database `postgres` by the process that uses the server; it goes with the process, however that ends. */
const TAKE = `select pg_try_advisory_lock(1279350854, 1) as taken,
  (select application_name from pg_stat_activity where application_name like 'landfall %' and pid <> pg_backend_pid() limit 1) as by`;

/** A server still running on our folder is another Landfall's, or was left behind by a killed one: only then end it. */
export async function endOrphan(folder: DataFolder): Promise<void> {
  const until = performance.now() + 30_000;
  let denials = 0;
  for (let server = runningPostmaster(folder.cluster); server; server = runningPostmaster(folder.cluster)) {
    const holder = await holderOf(folder, server);
    if (holder === 'nobody') return endPostmaster(server.pid, folder.cluster, 10_000);
    // A process killed a moment ago may still hold the database: ask again before believing it.
    if (holder !== 'busy' && ++denials > 5) throw inUse(folder, holder);
    if (performance.now() > until) {
      throw new StartError(
        `The database in ${folder.path} (process ${server.pid}) does not answer: end that process, or choose another folder with DATA_DIR.`,
      );
    }
    await delay(100);
  }
  clearStalePidFile(folder.cluster);
}

/** Takes the server for this process as long as the returned connection lives, and makes the database where missing. */
export async function takeServer(folder: DataFolder, adminUrl: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: beside(adminUrl), application_name: `landfall ${process.pid}` });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query<{ taken: boolean; by: string | null }>(TAKE);
    if (!rows[0]?.taken) throw inUse(folder, rows[0]?.by);
    const found = await client.query('select from pg_database where datname = $1', [DATABASE]);
    if (found.rowCount === 0) {
      await client.query(`create database ${DATABASE}`);
      // Nobody but the superuser has business in the databases beside ours.
      await client.query('revoke connect on database postgres, template1 from public');
    }
    return client;
  } catch (error) {
    await client.end();
    throw error;
  }
}

/** Who uses the server: nobody, a Landfall ('landfall 123'), or 'busy' while it starts or stops. */
async function holderOf(folder: DataFolder, server: Postmaster): Promise<string> {
  const { adminUrl } = addressOf(folder, server.port, server.socketDir);
  const client = new pg.Client({ connectionString: beside(adminUrl), connectionTimeoutMillis: 2000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ taken: boolean; by: string | null }>(TAKE);
    return rows[0]?.taken ? 'nobody' : (rows[0]?.by ?? 'another process');
  } catch {
    return 'busy';
  } finally {
    await client.end().catch(() => undefined);
  }
}

function beside(adminUrl: string): string {
  return adminUrl.replace(/\/[^/]*$/, '/postgres');
}

function inUse(folder: DataFolder, holder: string | null | undefined): StartError {
  const who = holder?.replace('landfall', 'process') ?? 'another process';
  return new StartError(
    `Landfall already runs on the data folder ${folder.path} (${who}): stop that one, or choose another folder with DATA_DIR.`,
  );
}
