import 'reflect-metadata';
import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openTemporaryDatabase, type TemporaryDatabase } from '../database/temporary.database.ts';
import type { BusEvent } from '../event-bus/event-bus.ts';
import { createLog } from '../log/log.ts';
import { migrate } from '../migration/migrate.ts';
import { kit } from '../service/kit.service.ts';
import type { Service } from '../service/service.ts';
import { Tenancy } from '../tenancy/tenancy.ts';
import type { UnitOfWork } from '../tenancy/unit-of-work.ts';
import { systemViewer } from '../viewer/viewer.ts';
import { type RunningConsumers, startConsumers } from './consumer-runner.ts';
import { dropParked, parkedEvents, retryParked } from './parked-events.ts';

const partner = uuidv7();
const rival = uuidv7();
const log = createLog('silent');
let database: TemporaryDatabase;
let tenancy: Tenancy;
let running: RunningConsumers[] = [];

beforeAll(async () => {
  database = await openTemporaryDatabase();
  await migrate(database.urlOf('migrator'), [kit]);
  tenancy = new Tenancy({ urlOf: database.urlOf, entities: kit.entities });
});
beforeEach(async () => {
  await Promise.all(running.map((consumers) => consumers.stop()));
  running = [];
});
afterAll(async () => {
  await Promise.all(running.map((consumers) => consumers.stop()));
  await tenancy.close();
  await database.close();
});

/** Commits one event for each id. */
const announce = (tenant: string, event: string, ...ids: string[]): Promise<void> =>
  tenancy.work(systemViewer(tenant, 'test'), async (unit) => {
    for (const id of ids) unit.announce({ event, noun: 'thing', id });
  });

/** A service whose consumer counts in a table, in the transaction it is given. */
function counting(event: string, also: (unit: UnitOfWork, event: BusEvent) => Promise<void> = async () => {}): Service {
  const handle = async (unit: UnitOfWork, happened: BusEvent): Promise<void> => {
    await unit.execute(
      `insert into kit.counter (tenant_id, noun, year, value) values (?, ?, 1, 1)
       on conflict (tenant_id, noun, year) do update set value = kit.counter.value + 1`,
      [unit.tenant, `${event} ${happened.nounId}`],
    );
    await also(unit, happened);
  };
  return {
    name: event,
    entities: [],
    resolvers: [],
    migrations: [],
    consumers: [{ name: `test.${event}`, events: [event], handle }],
  };
}

async function start(services: Service[], attempts = 3): Promise<RunningConsumers> {
  const consumers = await startConsumers({
    tenancy,
    services,
    log,
    pollMilliseconds: 5,
    retries: { attempts, wait: () => 1 },
  });
  running.push(consumers);
  return consumers;
}

async function countOf(tenant: string, event: string, id: string): Promise<number> {
  const [row] = await tenancy
    .reader('desk')
    .query<{ value: number }>(
      { login: 'desk', tenant },
      { text: 'select value from kit.counter where noun = $1', values: [`${event} ${id}`] },
    );
  return row?.value ?? 0;
}

/** Rows put aside for a consumer, once they look as expected. */
async function asideOnce(event: string, fits: (rows: { attempts: number; next_at: string | null }[]) => boolean) {
  for (;;) {
    const rows = await tenancy
      .reader('worker')
      .query<{ attempts: number; next_at: string | null }>(
        { login: 'worker' },
        { text: 'select attempts, next_at from kit.event_aside where consumer = $1', values: [`test.${event}`] },
      );
    if (fits(rows)) return rows;
  }
}

test('each event has its effect once, with two processes reading and one starting again', async () => {
  const ids = Array.from({ length: 30 }, () => uuidv7());
  const first = await start([counting('once')]);
  const second = await start([counting('once')]);
  await Promise.all([announce(partner, 'once', ...ids.slice(0, 10)), announce(rival, 'once', ...ids.slice(10, 20))]);
  await Promise.all([first.idle(), second.idle()]);
  await first.stop();
  await announce(partner, 'once', ...ids.slice(20));
  const third = await start([counting('once')]);
  await Promise.all([second.idle(), third.idle()]);
  const counts = await Promise.all(ids.map((id, i) => countOf(i >= 10 && i < 20 ? rival : partner, 'once', id)));
  expect(counts).toEqual(ids.map(() => 1));
});

test('events committed while no process ran are taken from the saved place', async () => {
  const [before, while_] = [uuidv7(), uuidv7()];
  const first = await start([counting('resumed')]);
  await announce(partner, 'resumed', before);
  await first.idle();
  await first.stop();
  await announce(partner, 'resumed', while_);
  const seen: string[] = [];
  const second = await start([counting('resumed', async (_, { nounId }) => void seen.push(nounId))]);
  await second.idle();
  expect(seen).toEqual([while_]);
});

test('a commit is read by one question for all consumers of a process, and where they are is saved by one', async () => {
  const services = Array.from({ length: 12 }, (_, i) => counting(`many ${i}`));
  const consumers = await startConsumers({ tenancy, services, log, pollMilliseconds: 60_000 });
  running.push(consumers);
  await consumers.idle();
  const asked: string[] = [];
  const worker = tenancy.reader('worker');
  worker.onStatement = (_, text) => void asked.push(text);
  const id = uuidv7();
  await announce(rival, 'many 0', id);
  consumers.wake();
  await expect.poll(() => countOf(rival, 'many 0', id)).toBe(1);
  const saved = (): number => asked.filter((text) => text.includes('into kit.consumer_position')).length;
  await expect.poll(saved).toBeGreaterThan(0);
  worker.onStatement = undefined;
  // The places of the start may have been on their way still.
  expect(saved()).toBeLessThan(3);
  // Less than one question each; where each of them asked it would be two or three times as many.
  expect(asked.filter((text) => /from kit.outbox_event e\s+where e.xid >=/.test(text)).length).toBeLessThan(
    services.length,
  );
  expect(await countOf(partner, 'many 0', id)).toBe(0);
});

test('of an event that asks for nothing nothing is done and nothing remembered, and those behind it have their effect', async () => {
  const [asks, nothing] = [uuidv7(), uuidv7()];
  const service = counting('asking');
  const consumers = service.consumers?.map((one) => ({
    ...one,
    concerns: ({ nounId }: BusEvent) => nounId !== nothing,
  }));
  const first = await start([{ ...service, consumers: consumers ?? [] }]);
  await announce(partner, 'asking', nothing, asks);
  await announce(rival, 'asking', nothing);
  await first.idle();
  expect(await countOf(partner, 'asking', asks)).toBe(1);
  expect(await countOf(partner, 'asking', nothing)).toBe(0);
  const remembered = await tenancy
    .reader('worker')
    .query({ login: 'worker' }, { text: `select from kit.consumed_event where consumer = 'test.asking'` });
  expect(remembered).toHaveLength(1);
});

test('a poisoned event leaves no effect, holds nobody up, is tried again and then parked', async () => {
  const [poisoned, next, other] = [uuidv7(), uuidv7(), uuidv7()];
  const consumers = await start([
    counting('poisoned', async (_, { nounId }) => {
      if (nounId === poisoned) throw new Error('cannot');
    }),
  ]);
  await announce(partner, 'poisoned', poisoned, next);
  await announce(rival, 'poisoned', other);
  await consumers.idle();
  expect([await countOf(partner, 'poisoned', next), await countOf(rival, 'poisoned', other)]).toEqual([1, 1]);
  const rows = await asideOnce('poisoned', ([row]) => row?.next_at === null);
  expect(rows).toEqual([{ attempts: 3, next_at: null }]);
  expect(await countOf(partner, 'poisoned', poisoned)).toBe(0);
});

test('a consumer that throws for one tenant only parks that tenant’s events, and the others have theirs as before', async () => {
  const [theirs, ours] = [Array.from({ length: 30 }, () => uuidv7()), Array.from({ length: 30 }, () => uuidv7())];
  const consumers = await start([
    counting('choosy', async ({ tenant }) => {
      if (tenant === partner) throw new Error('cannot');
    }),
  ]);
  for (const [i, id] of theirs.entries()) {
    await announce(partner, 'choosy', id);
    await announce(rival, 'choosy', ours[i] ?? '');
  }
  await consumers.idle();
  for (const id of ours) expect(await countOf(rival, 'choosy', id)).toBe(1);
  const rows = await asideOnce('choosy', (all) => all.length === 30 && all.every(({ next_at }) => next_at === null));
  expect(new Set(rows.map(({ attempts }) => attempts))).toEqual(new Set([3]));
  for (const id of theirs) expect(await countOf(partner, 'choosy', id)).toBe(0);
});

test('an event that fails twice has its effect once at the third attempt, also after a start in between', async () => {
  const id = uuidv7();
  let attempts = 0;
  const service = counting('flaky', async () => {
    attempts += 1;
    if (attempts < 3) throw new Error('not yet');
  });
  const consumers = await start([service], 9);
  await announce(partner, 'flaky', id);
  await consumers.idle();
  await consumers.stop();
  await start([service], 9);
  await asideOnce('flaky', (rows) => rows.length === 0);
  expect(await countOf(partner, 'flaky', id)).toBe(1);
});

test('what a consumer announces is told with its effect', async () => {
  const told: string[] = [];
  const relay = counting('asked', async (unit, { nounId }) =>
    unit.announce({ event: 'answered', noun: 'thing', id: nounId }),
  );
  const hears = counting('answered', async (_, { nounId }) => void told.push(nounId));
  const consumers = await start([relay, hears]);
  const id = uuidv7();
  await announce(partner, 'asked', id);
  await consumers.idle();
  await consumers.idle();
  expect(told).toEqual([id]);
});

test('an operator sees what was given up on, has it tried again, or drops it', async () => {
  let isMended = false;
  const [mended, dropped] = [uuidv7(), uuidv7()];
  const service = counting('mendable', async () => {
    if (!isMended) throw new TypeError('not yet');
  });
  const consumers = await startConsumers({
    tenancy,
    services: [service],
    log,
    pollMilliseconds: 5,
    retries: { attempts: 1, wait: () => 0 },
  });
  running.push(consumers);
  await announce(rival, 'mendable', mended, dropped);
  const worker = tenancy.reader('worker');
  const ours = async () => (await parkedEvents(worker)).filter(({ consumer }) => consumer === 'test.mendable');
  await expect.poll(async () => (await ours()).length).toBe(2);
  const [first, second] = await ours();
  expect(first).toMatchObject({
    event: 'mendable',
    tenantId: rival,
    nounId: mended,
    attempts: 1,
    problem: 'TypeError',
  });
  expect(await dropParked(worker, 'test.mendable', second?.eventId ?? '')).toBe(true);
  isMended = true;
  expect(await retryParked(worker, { consumer: 'test.mendable' })).toBe(1);
  const count = async (id: string) =>
    (
      await tenancy
        .reader('desk')
        .query<{ value: number }>(
          { login: 'desk', tenant: rival },
          { text: 'select value from kit.counter where noun = $1', values: [`mendable ${id}`] },
        )
    )[0]?.value;
  await expect.poll(() => count(mended)).toBe(1);
  expect(await ours()).toEqual([]);
  expect(await count(dropped)).toBeUndefined();
  // Nor is it claimed again for ever.
  const aside = `select from kit.event_aside where consumer = 'test.mendable'`;
  await expect.poll(() => worker.query({ login: 'worker' }, { text: aside })).toEqual([]);
});
