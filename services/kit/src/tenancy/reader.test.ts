import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTemporaryDatabase, type TemporaryDatabase } from '../database/temporary.database.ts';
import { Reader } from './reader.ts';

let database: TemporaryDatabase;
const desk = { login: 'desk', tenant: '00000000-0000-7000-8000-00000000000a' } as const;

beforeAll(async () => {
  database = await openTemporaryDatabase();
});
afterAll(() => database.close());

test('a pooler that loses named statements is found out by the first that is lost; nothing fails, and settings stay with their statement', async () => {
  const reader = new Reader('desk', database.urlOf('desk'), { max: 1 });
  const ask = (text: string) => reader.query<{ answer: string }>(desk, { text });
  const tenant = `select current_setting('app.tenant') as answer`;
  expect(await ask(tenant)).toEqual([{ answer: desk.tenant }]);
  const names = async () => (await ask('select count(*)::text as answer from pg_prepared_statements'))[0]?.answer;
  expect(Number(await names())).toBeGreaterThan(1);
  // As if PostgreSQL's end of the connection had become another one.
  await ask('deallocate all');
  expect(await ask(tenant)).toEqual([{ answer: desk.tenant }]);
  expect(await names()).toBe('0');
  expect(await Promise.all([ask(tenant), ask(`select '1' as answer`)])).toEqual([
    [{ answer: desk.tenant }],
    [{ answer: '1' }],
  ]);
  await reader.close();
});

test('what somebody else prepared on the connection is never taken for ours', async () => {
  const [one, other] = [1, 2].map(() => new Reader('desk', database.urlOf('desk'), { max: 1 }));
  const namesOf = async (reader: Reader | undefined) =>
    (
      await reader?.query<{ name: string; statement: string }>(desk, {
        text: 'select name, statement from pg_prepared_statements',
      })
    )?.map(({ name, statement }) => [statement, name]);
  await one?.query(desk, { text: 'select 1 as a' });
  await other?.query(desk, { text: 'select 2 as b' });
  await other?.query(desk, { text: 'select 1 as a' });
  const [ones, others] = [new Map((await namesOf(one)) as never), new Map((await namesOf(other)) as never)];
  expect(others.get('select 1 as a')).toBe(ones.get('select 1 as a'));
  expect(others.get('select 2 as b')).not.toBe(ones.get('select 1 as a'));
  await Promise.all([one?.close(), other?.close()]);
});

test('what is to be planned each time is not kept on the connection', async () => {
  const reader = new Reader('desk', database.urlOf('desk'), { max: 1 });
  const kept = async (text: string) =>
    (
      await reader.query<{ n: string }>(desk, {
        text: 'select count(*)::text as n from pg_prepared_statements where statement = $1',
        values: [text],
      })
    )[0]?.n;
  for (const isPlannedAnew of [true, false]) {
    const text = `select ${isPlannedAnew} as anew`;
    expect(await reader.query(desk, { text, isPlannedAnew })).toEqual([{ anew: isPlannedAnew }]);
    expect(await kept(text)).toBe(isPlannedAnew ? '0' : '1');
  }
  await reader.close();
});

test('a statement is described once a connection: rows are read the same after that, by name and by place, after an error too', async () => {
  const reader = new Reader('desk', database.urlOf('desk'), { max: 1 });
  const text = `select $1::int as n, null as nothing, timestamptz '2026-11-23 01:02:03+00' as at`;
  const named = { n: 7, nothing: null, at: '2026-11-23T01:02:03Z' };
  for (const round of [1, 2, 3]) {
    expect(await reader.query(desk, { text, values: ['7'] }), `${round}`).toEqual([named]);
    expect(await reader.query(desk, { text, values: ['7'], isPositional: true }), `${round}`).toEqual([
      Object.values(named),
    ]);
    await expect(reader.query(desk, { text, values: ['seven'] })).rejects.toThrow();
    expect(await reader.query(desk, { text: `select 'other' as word` }), `${round}`).toEqual([{ word: 'other' }]);
  }
  await reader.close();
});

test('a read whose time passed while the machine stood still is asked once more; one that took too long itself is not', async () => {
  const owner = new pg.Client({ connectionString: database.adminUrl });
  await owner.connect();
  await owner.query(
    'create sequence times; grant usage on sequence times to public; grant usage on schema public to public',
  );
  const reader = new Reader(
    'desk',
    `${database.urlOf('desk')}?options=${encodeURIComponent('-c statement_timeout=300')}`,
  );
  const slowAt = (n: number) =>
    reader.query<{ n: string }>(desk, {
      text: `select s.n::text as n from (select nextval('public.times') as n offset 0) s
             where pg_sleep(case when s.n = $1::int then 10 else 0 end) is not null`,
      values: [n],
    });
  const isAsked = async () =>
    (await owner.query(`select from pg_stat_activity where wait_event = 'PgSleep' and datname = current_database()`))
      .rowCount;

  await expect(slowAt(1)).rejects.toMatchObject({ code: 'UNAVAILABLE', reason: 'busy' });
  expect(await slowAt(0)).toEqual([{ n: '2' }]);

  const answer = slowAt(3);
  await expect.poll(isAsked, { interval: 10 }).toBe(1);
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1300);
  expect(await answer).toEqual([{ n: '4' }]);
  await Promise.all([owner.end(), reader.close()]);
});
