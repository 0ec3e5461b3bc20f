import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';

/** How often those who wait ask again. Milliseconds. */
const EVERY = 100;

/**
 * Runs a task while no other process runs one on the same database; the others wait. The lock is a transaction's, so
 * that it works through a pooler, and goes with the process however that ends. Who waits holds no transaction: behind a
 * pooler with few connections it would hold the one that the task needs.
 */
export async function oneAtATime<T>(url: string, task: () => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, application_name: 'landfall one at a time' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    for (;;) {
      await client.query('begin; set local idle_in_transaction_session_timeout = 0');
      const { rows } = await client.query('select pg_try_advisory_xact_lock(1279350854, 3) as mine');
      if (rows[0]?.mine) return await task();
      await client.query('rollback');
      await delay(EVERY);
    }
  } finally {
    await client.end();
  }
}
