import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTemporaryDatabase, type TemporaryDatabase } from '../database/temporary.database.ts';
import { Reader } from './reader.ts';

let database: TemporaryDatabase;
let reader: Reader;
let admin: pg.Client;
const scope = { login: 'desk', tenant: '00000000-0000-7000-8000-000000000099' } as const;
const sleepers = async (): Promise<number> =>
  (await admin.query(`select 1 from pg_stat_activity where usename = 'desk' and state = 'active'`)).rowCount ?? 0;

beforeAll(async () => {
  database = await openTemporaryDatabase();
  reader = new Reader('desk', database.urlOf('desk'), { max: 1 });
  admin = new pg.Client(database.adminUrl);
  await admin.connect();
  // What ends in these tests ends because nobody waits for it, not because it took too long.
  for (const limit of ['statement_timeout', 'transaction_timeout'])
    await admin.query(
      `alter role desk in database "${new URL(database.adminUrl).pathname.slice(1)}" set ${limit} = '60s'`,
    );
});
afterAll(async () => {
  await reader.close();
  await admin.end();
  await database.close();
});

test('a query nobody waits for any more ends in the database too, and its connection serves nobody else', async () => {
  const leaving = new AbortController();
  const asked = reader.query({ ...scope, signal: leaving.signal }, { text: 'select pg_sleep(50)' });
  const refused = expect(asked).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  await expect.poll(sleepers).toBe(1);
  leaving.abort();
  await refused;
  expect(await reader.query<{ one: number }>(scope, { text: 'select 1 as one' })).toEqual([{ one: 1 }]);
  await expect.poll(sleepers).toBe(0);
});

test('what is left before it began asks nothing, and its place is free for the next', async () => {
  const asked = reader.query({ ...scope, signal: AbortSignal.abort() }, { text: 'select 1' });
  await expect(asked).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  expect(await reader.query<{ one: number }>(scope, { text: 'select 1 as one' })).toEqual([{ one: 1 }]);
});
