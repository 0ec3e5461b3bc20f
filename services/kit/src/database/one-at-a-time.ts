import pg from 'pg';

/**
 * Runs a task while no other process runs one on the same database; the others wait. The lock is a transaction's, so
 * that it works through a pooler, and goes with the process however that ends.
 */
export async function oneAtATime<T>(url: string, task: () => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, application_name: 'landfall one at a time' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query('begin; set local idle_in_transaction_session_timeout = 0');
    await client.query('select pg_advisory_xact_lock(1279350854, 3)');
    return await task();
  } finally {
    await client.end();
  }
}
