import 'reflect-metadata';
import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTemporaryDatabase, type TemporaryDatabase } from '../database/temporary.database.ts';
import { createLog } from '../log/log.ts';
import { migrate } from '../migration/migrate.ts';
import { promiseTerms } from '../promise/promise-terms.ts';
import type { ServicePolicy } from '../promise/service-policy.ts';
import { compile, sql } from '../rows/sql.ts';
import { tokensOf } from '../search-token/search-token.ts';
import { kit } from '../service/kit.service.ts';
import { Tenancy } from '../tenancy/tenancy.ts';
import type { UnitOfWork } from '../tenancy/unit-of-work.ts';
import { systemViewer } from '../viewer/viewer.ts';
import { startDueWatcher } from './due-watcher.ts';
import {
  endPromises,
  keepPromise,
  makePromise,
  ownPromises,
  pausePromises,
  resumePromises,
} from './service-promises.ts';
import { tokenMatch, writeTokens } from './write-tokens.ts';

const periods = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: '08:30', until: '17:30' }));
const policy: ServicePolicy = {
  version: 1,
  contactHours: 16,
  onSiteHours: 24,
  clockMode: 'ELAPSED',
  timeZone: 'Asia/Shanghai',
  periods,
  calendar: 'CN',
};
const at = (text: string): Temporal.Instant => Temporal.Instant.from(`2026-03-${text}:00Z`);
const customerId = uuidv7();
let database: TemporaryDatabase;
let tenancy: Tenancy;

beforeAll(async () => {
  database = await openTemporaryDatabase();
  await migrate(database.urlOf('migrator'), [kit]);
  tenancy = new Tenancy({ urlOf: database.urlOf, entities: kit.entities });
});
afterAll(async () => {
  await tenancy.close();
  await database.close();
});

const work = <T>(tenant: string, task: (unit: UnitOfWork) => Promise<T>): Promise<T> =>
  tenancy.work(systemViewer(tenant, 'test'), task);

async function order(tenant: string, since = at('02T00:00')): Promise<string> {
  const nounId = uuidv7();
  await work(tenant, async (unit) => {
    for (const kind of ['CONTACT', 'ON_SITE'] as const) {
      makePromise(unit, {
        noun: 'dispatchOrder',
        nounId,
        subject: 'D2026-00001',
        customerId,
        terms: promiseTerms(policy, kind, since),
      });
    }
  });
  return nounId;
}

interface Stored {
  state: string;
  due: string;
  kept: string | null;
  broken: string | null;
}

async function stored(tenant: string, nounId: string, kind = 'CONTACT'): Promise<Stored | undefined> {
  const [row] = await tenancy.reader('desk').query<Stored>(
    { login: 'desk', tenant },
    {
      text: 'select state, due_at as due, kept_at as kept, broken_at as broken, owner_id from ledger.promise_card where noun_id = $1 and kind = $2',
      values: [nounId, kind],
    },
  );
  return row;
}

async function told(tenant: string, nounId: string): Promise<string[]> {
  const rows = await tenancy.reader('worker').query<{ event: string }>(
    { login: 'worker' },
    {
      text: `select event from kit.outbox_event where tenant_id = $1 and ids->>'dispatchOrder' = $2 order by id`,
      values: [tenant, nounId],
    },
  );
  return rows.map((row) => row.event);
}

test('a promise kept at the due instant is kept, one kept a moment later stays broken', async () => {
  const tenant = uuidv7();
  const [inTime, late] = [await order(tenant), await order(tenant)];
  await work(tenant, (unit) => keepPromise(unit, inTime, 'CONTACT', at('02T16:00')));
  await work(tenant, (unit) => keepPromise(unit, late, 'CONTACT', at('02T16:01')));
  expect(await stored(tenant, inTime)).toMatchObject({ state: 'KEPT', kept: '2026-03-02T16:00:00Z', broken: null });
  expect(await stored(tenant, late)).toMatchObject({ state: 'KEPT', broken: '2026-03-02T16:00:00Z' });
  expect((await stored(tenant, late, 'ON_SITE'))?.state).toBe('RUNNING');
  expect(await told(tenant, late)).toEqual(['promiseMade', 'promiseMade', 'promiseKept']);
});

test('time awaiting the customer does not count, and a paused promise can be kept with its pause counted', async () => {
  const tenant = uuidv7();
  const id = await order(tenant);
  await work(tenant, (unit) => pausePromises(unit, id, at('02T10:00'), policy));
  expect((await stored(tenant, id))?.state).toBe('PAUSED');
  await work(tenant, (unit) => resumePromises(unit, id, at('02T20:00'), policy));
  expect(await stored(tenant, id)).toMatchObject({ state: 'RUNNING', due: '2026-03-03T02:00:00Z' });
  await work(tenant, (unit) => pausePromises(unit, id, at('02T21:00'), policy));
  await expect(work(tenant, (unit) => keepPromise(unit, id, 'CONTACT', at('03T05:00')))).rejects.toThrow('policy');
  await work(tenant, (unit) => keepPromise(unit, id, 'CONTACT', at('03T05:00'), policy));
  expect(await stored(tenant, id)).toMatchObject({ state: 'KEPT', due: '2026-03-03T10:00:00Z', broken: null });
});

test('what is cancelled is owed no longer, and an assigned consultant owes what is left', async () => {
  const tenant = uuidv7();
  const id = await order(tenant);
  const owner = uuidv7();
  await work(tenant, (unit) => ownPromises(unit, id, owner));
  expect(await stored(tenant, id)).toMatchObject({ owner_id: owner });
  await work(tenant, (unit) => endPromises(unit, id, at('02T01:00')));
  expect(await stored(tenant, id, 'ON_SITE')).toMatchObject({ state: 'ENDED', broken: null });
  expect(await told(tenant, id)).toEqual([
    ...Array(2).fill('promiseMade'),
    ...Array(2).fill('promiseOwned'),
    ...Array(2).fill('promiseEnded'),
  ]);
});

test('promises past due are noted and announced once, with two processes watching, for every tenant', async () => {
  const [tenant, rival] = [uuidv7(), uuidv7()];
  const [mine, theirs] = [await order(tenant), await order(rival)];
  const waiting = await order(tenant);
  await work(tenant, (unit) => pausePromises(unit, waiting, at('02T10:00'), policy));
  const future = await order(tenant, Temporal.Now.instant());
  const log = createLog('silent');
  const watchers = [
    startDueWatcher({ tenancy, log, everyMilliseconds: 5 }),
    startDueWatcher({ tenancy, log, everyMilliseconds: 5 }),
  ];
  await Promise.all(watchers.map((watcher) => watcher.look()));
  await Promise.all(watchers.map((watcher) => watcher.look()));
  await Promise.all(watchers.map((watcher) => watcher.stop()));
  expect(await stored(tenant, mine)).toMatchObject({ state: 'RUNNING', broken: '2026-03-02T16:00:00Z' });
  expect((await told(tenant, mine)).filter((event) => event === 'promiseBroken')).toHaveLength(2);
  expect((await told(rival, theirs)).filter((event) => event === 'promiseBroken')).toHaveLength(2);
  expect([(await stored(tenant, waiting))?.broken, (await stored(tenant, future))?.broken]).toEqual([null, null]);
});

test('work done in time but told late takes back what the watcher noted', async () => {
  const tenant = uuidv7();
  const id = await order(tenant);
  const watcher = startDueWatcher({ tenancy, log: createLog('silent') });
  await watcher.look();
  await watcher.stop();
  await work(tenant, (unit) => keepPromise(unit, id, 'CONTACT', at('02T15:00')));
  expect(await stored(tenant, id)).toMatchObject({ state: 'KEPT', broken: null });
});

async function find(tenant: string, text: string, noun = 'ticket', customers?: string[]): Promise<string[]> {
  const match = tokenMatch(text, noun, 't.noun_id');
  if (!match) return [];
  const scope = customers ? ({ login: 'portal', tenant, customers } as const) : ({ login: 'desk', tenant } as const);
  const statement = compile(sql`select t.title from ledger.search_subject t where ${match} order by t.title`);
  return (await tenancy.reader(scope.login).query<{ title: string }>(scope, statement)).map((row) => row.title);
}

test('a thing is found by every word at once, by pinyin, and no longer by what it lost; rival and other customers find nothing', async () => {
  const [tenant, rival] = [uuidv7(), uuidv7()];
  const [a, b] = [uuidv7(), uuidv7()];
  const write = (id: string, title: string, symptom: string, owner: string): Promise<void> =>
    work(tenant, (unit) =>
      writeTokens(unit, {
        noun: 'ticket',
        id,
        customerId: owner,
        title,
        subtitle: symptom,
        tokens: tokensOf({ texts: [title, '华昌贸易'], passages: [symptom] }),
      }),
    );
  await write(a, 'T2026-00001', '总账无法打印', customerId);
  await write(b, 'T2026-00002', '固定资产折旧', uuidv7());
  expect(await find(tenant, '华昌 打印')).toEqual(['T2026-00001']);
  expect(await find(tenant, 'hcmy')).toEqual(['T2026-00001', 'T2026-00002']);
  expect(await find(tenant, '华昌', 'customer')).toEqual([]);
  expect(await find(tenant, '华昌', 'ticket', [customerId])).toEqual(['T2026-00001']);
  expect(await find(rival, '华昌')).toEqual([]);
  await write(a, 'T2026-00001', '报表取数错误', uuidv7());
  expect(await find(tenant, '打印')).toEqual([]);
  expect(await find(tenant, '报表')).toEqual(['T2026-00001']);
  expect(await find(tenant, '华昌', 'ticket', [customerId])).toEqual([]);
});
