import 'reflect-metadata';
import type { PostgreSqlDriver } from '@mikro-orm/postgresql';
import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTemporaryDatabase, type TemporaryDatabase } from '../database/temporary.database.ts';
import { IdempotencyKey } from '../idempotency/idempotency-key.entity.ts';
import { migrate } from '../migration/migrate.ts';
import { kit } from '../service/kit.service.ts';
import { systemViewer } from '../viewer/viewer.ts';
import { boundOf } from './bound-driver.ts';
import { openOrm } from './orm.ts';
import { runStatement, type Said, sendWithNext } from './run-statement.ts';
import { Tenancy } from './tenancy.ts';

const partner = uuidv7();
const rival = uuidv7();
let database: TemporaryDatabase;
let orm: Awaited<ReturnType<typeof openOrm>>;
let tenancy: Tenancy;

beforeAll(async () => {
  database = await openTemporaryDatabase();
  await migrate(database.urlOf('migrator'), [kit]);
  orm = await openOrm(database.urlOf('desk'), kit.entities, 1, { keepsNames: true });
  tenancy = new Tenancy({ urlOf: database.urlOf, entities: kit.entities, poolSize: 1 });
});
afterAll(async () => {
  await Promise.all([orm.close(), tenancy.close()]);
  await database.close();
});

const em = () => orm.em.fork();
const ask = <R>(inner: unknown, text: string, values: unknown[] = []) =>
  runStatement<R>(inner as never, 'desk', text, values);
const send = <R>(inner: unknown, ...said: Said) => sendWithNext<R>(inner as never, 'desk', said);

/** How often PostgreSQL was waited for while something was done. */
async function conversations(task: () => Promise<unknown>): Promise<number> {
  const pool = await (orm.em.getDriver() as PostgreSqlDriver).getConnection().getNativeClient();
  const client = await pool.connect();
  let count = 0;
  const counts = () => {
    count += 1;
  };
  const { connection } = client as unknown as { connection: NodeJS.EventEmitter };
  connection.on('readyForQuery', counts);
  client.release();
  await task();
  connection.off('readyForQuery', counts);
  return count;
}

const IDS = ['a', 'b'];
const countersOf = async (tenant: string): Promise<string[]> => {
  const rows = await tenancy
    .reader('desk')
    .query<{ noun: string }>({ login: 'desk', tenant }, { text: 'select noun from kit.counter order by noun' });
  return rows.map(({ noun }) => noun);
};
const count = (tenant: string, noun: string): Said => [
  'insert into kit.counter (tenant_id, noun, year, value) values (?, ?, 1, 1)',
  [tenant, noun],
];
const AS_PARTNER: Said = ["select set_config('app.tenant', ?, true)", [partner]];

test('what nobody waits for travels with the next: a beginning, two statements, a last one and the commit are two conversations', async () => {
  const said = await conversations(() =>
    em().transactional(async (inner) => {
      await send(inner, ...AS_PARTNER);
      await ask(inner, ...(count(partner, 'a') as [string, unknown[]]));
      await send(inner, ...count(partner, 'b'));
    }),
  );
  expect(said).toBe(2);
  expect(await countersOf(partner)).toEqual(IDS);
  expect(await countersOf(rival)).toEqual([]);
});

test('rows of what was sent are there when the next one is answered', async () => {
  await em().transactional(async (inner) => {
    const rows = await send<{ n: number }>(inner, 'select n from generate_series(1, ?::int) n', [3]);
    expect(rows).toEqual([]);
    expect(await ask(inner, 'select ?::int as m', [4])).toEqual([{ m: 4 }]);
    expect(rows).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }]);
  });
});

test('a transaction in which nothing is said says nothing, whether it is committed or given up', async () => {
  expect(await conversations(() => em().transactional(async () => 'nothing'))).toBe(0);
  const givenUp = em().transactional(async (inner) => {
    await send(inner, ...AS_PARTNER);
    throw new Error('given up');
  });
  await expect(givenUp).rejects.toThrow('given up');
  expect(await em().transactional((inner) => ask(inner, 'select 1 as n'))).toEqual([{ n: 1 }]);
});

test('what goes with the commit and is refused takes everything back, a rival’s row before all, and the connection serves the next', async () => {
  const viewer = { ...systemViewer(partner, 'test'), surface: 'desk' } as const;
  const refused = tenancy.work(viewer, async (unit) => {
    await unit.execute(...(count(partner, 'c') as [string, unknown[]]));
    await unit.send(...count(rival, 'c'));
  });
  await expect(refused).rejects.toMatchObject({ code: 'NOT_FOUND' });
  const doubled = tenancy.work(viewer, async (unit) => {
    await unit.execute(...(count(partner, 'd') as [string, unknown[]]));
    await unit.send(...count(partner, 'a'));
  });
  await expect(doubled).rejects.toMatchObject({ code: '23505' });
  expect(await countersOf(partner)).toEqual(IDS);
  expect(await countersOf(rival)).toEqual([]);
  expect(await tenancy.work(viewer, async (unit) => unit.execute('select 1 as n'))).toEqual([{ n: 1 }]);
});

test('a value that can’t be written is refused before anything is sent, and nothing is committed without it', async () => {
  const viewer = { ...systemViewer(partner, 'test'), surface: 'desk' } as const;
  const loop: { self?: object } = {};
  loop.self = loop;
  for (const say of ['send', 'execute'] as const) {
    const refused = tenancy.work(viewer, async (unit) => {
      await unit.execute(...(count(partner, 'loop') as [string, unknown[]]));
      await unit[say]('insert into kit.counter (tenant_id, noun, year, value) values (?, ?, 1, 1)', [partner, loop]);
    });
    await expect(refused).rejects.toThrow(/circular/);
  }
  expect(await countersOf(partner)).toEqual(IDS);
});

test('after one that failed in the middle a connection knows what it was told and what not', async () => {
  const later = (inner: unknown) => ask(inner, 'select ?::int as later', [7]);
  for (const round of [1, 2]) {
    const failed = em().transactional(async (inner) => {
      await send(inner, ...AS_PARTNER);
      await send(inner, ...count(partner, 'a'));
      await later(inner);
    });
    await expect(failed, `${round}`).rejects.toMatchObject({ code: '23505' });
    expect(await em().transactional(later)).toEqual([{ later: 7 }]);
  }
  const both = em().transactional(async (inner) => {
    await send(inner, ...AS_PARTNER);
    await send(inner, ...count(rival, 'x'));
    await ask(inner, 'select 1; select 2');
  });
  await expect(both).rejects.toMatchObject({ code: '42501' });
});

test('rows of things are asked for by the names of their columns, and prepared', async () => {
  const texts = await em().transactional(async (inner) => {
    await ask(inner, ...(AS_PARTNER as [string, unknown[]]));
    await inner.find(IdempotencyKey, { key: 'none' });
    const rows = await ask<{ statement: string }>(inner, 'select statement from pg_prepared_statements');
    return rows.map(({ statement }) => statement).filter((text) => text.includes('idempotency_key'));
  });
  expect(texts).toHaveLength(1);
  expect(texts[0]).toMatch(/"request_hash".*where.*"key" = \$1/);
  expect(texts[0]).not.toContain('*');
});

test('what is asked first is asked as the viewer, and its rows are the work’s', async () => {
  const viewer = { ...systemViewer(partner, 'test'), surface: 'desk' } as const;
  const first: Said = ['select noun from kit.counter where noun = ?', ['a']];
  expect(await tenancy.work<unknown, { noun: string }>(viewer, async (_, rows) => rows, first)).toEqual([
    { noun: 'a' },
  ]);
  const others = { ...systemViewer(rival, 'test'), surface: 'desk' } as const;
  expect(await tenancy.work<unknown, { noun: string }>(others, async (_, rows) => rows, first)).toEqual([]);
});

test('a pooler that loses names is found out by the first unit of work that is lost, which is begun once more: nothing fails, nothing is done twice', async () => {
  const lost = new Tenancy({ urlOf: database.urlOf, entities: kit.entities, poolSize: 1 });
  const viewer = { ...systemViewer(partner, 'test'), surface: 'desk' } as const;
  const once = (noun: string) =>
    lost.work(viewer, (unit) => unit.execute(...(count(partner, noun) as [string, unknown[]])));
  await once('e');
  await lost.work(viewer, (unit) => unit.execute('deallocate all'));
  await Promise.all([once('f'), once('g')]);
  expect(await countersOf(partner)).toEqual([...IDS, 'e', 'f', 'g']);
  await lost.close();
});

test('values beside a text are what they would be within it; what can’t travel so stays in the text', () => {
  expect(boundOf('update a set b = ? where c = ?', ["it's \\ ?", null])).toEqual({
    text: 'update a set b = $1 where c = $2',
    values: ["it's \\ ?", null],
  });
  expect(boundOf('select ?? from a where b = ?', ['c', 1])).toBeUndefined();
  expect(boundOf('select a from b where c \\? ?', ['d'])).toBeUndefined();
  expect(boundOf('select a from b where c in (?)', [['d', 'e']])).toBeUndefined();
  expect(boundOf('select a from b where c = ?', [new Date()])).toBeUndefined();
  expect(boundOf('select 1', [])).toBeUndefined();
});
