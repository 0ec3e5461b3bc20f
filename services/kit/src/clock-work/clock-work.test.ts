import 'reflect-metadata';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTemporaryDatabase, type TemporaryDatabase } from '../database/temporary.database.ts';
import { EventBus } from '../event-bus/event-bus.ts';
import { createLog } from '../log/log.ts';
import { migrate } from '../migration/migrate.ts';
import { Outside } from '../outside/outside.ts';
import { Seals } from '../seal/seals.ts';
import type { Host } from '../service/context.ts';
import { kit } from '../service/kit.service.ts';
import type { Background } from '../service/service.ts';
import { Tenancy } from '../tenancy/tenancy.ts';
import { startClockWork } from './clock-work.ts';
import { runNow } from './run-now.ts';
import type { Schedule } from './schedule.ts';
import { clockWorkStanding } from './standing.ts';

const YEARLY = '0 0 1 1 *';
const lines: string[] = [];
const log = createLog('warn', { write: (line) => lines.push(line) });
let database: TemporaryDatabase;
let host: Host;
let owner: pg.Pool;

beforeAll(async () => {
  database = await openTemporaryDatabase();
  await migrate(database.urlOf('migrator'), [kit]);
  owner = new pg.Pool({ connectionString: database.urlOf('migrator'), max: 2 });
  owner.on('error', () => undefined);
  host = {
    tenancy: new Tenancy({ urlOf: database.urlOf, entities: kit.entities }),
    bus: new EventBus(),
    log,
    seals: new Seals('temporary'),
    outside: new Outside(true),
  };
});
afterAll(async () => {
  await owner.end();
  await host.tenancy.close();
  await database.close();
});

/** Processes that take part in the same schedules, until `work` is done. */
async function withProcesses(count: number, schedules: readonly Schedule[], work: () => Promise<void>): Promise<void> {
  const take = (): Background =>
    startClockWork({ host, url: database.urlOf('worker'), services: [], schedules, after: 0, everySeconds: 0.5 });
  const processes = Array.from({ length: count }, take);
  try {
    for (const { name } of schedules)
      await expect.poll(async () => (await standing(name))?.cron, { timeout: 15_000 }).toBeTruthy();
    await work();
  } finally {
    await Promise.all(processes.map((one) => one.stop()));
  }
}

const standing = async (name: string) =>
  (await clockWorkStanding(host.tenancy.reader('worker'))).find((one) => one.name === name);
const runs = async (name: string): Promise<{ state: string; retry_count: number; data: unknown; output: unknown }[]> =>
  (
    await owner.query(
      'select state, retry_count, data, output from clock_work.job where name = $1 order by created_on',
      [name],
    )
  ).rows;
const now = (name: string) => runNow(database.urlOf('worker'), log, name);

test('a run is done once, however many processes look', async () => {
  let count = 0;
  const schedule: Schedule = {
    name: 'test.once',
    cron: YEARLY,
    run: async () => {
      count += 1;
    },
  };
  await withProcesses(2, [schedule], async () => {
    await now(schedule.name);
    await expect.poll(async () => (await standing(schedule.name))?.state, { timeout: 15_000 }).toBe('completed');
  });
  expect(count).toBe(1);
  expect(await runs(schedule.name)).toMatchObject([{ state: 'completed', retry_count: 0, output: null }]);
});

test('a time at which no process ran is made up for once, in the zone it is meant in', async () => {
  let count = 0;
  const schedule: Schedule = {
    name: 'test.missed',
    cron: '30 3 * * *',
    timeZone: 'Asia/Shanghai',
    isMadeUpFor: true,
    run: async () => {
      count += 1;
    },
  };
  const left: Schedule = {
    name: 'test.left-out',
    cron: '30 3 * * *',
    run: async () => {
      count += 100;
    },
  };
  await withProcesses(1, [schedule, left], async () => undefined);
  // Every process was down for a day and a half; the schedules are older than that.
  await owner.query(`update clock_work.version set cron_on = now() - interval '36 hours'`);
  await owner.query(
    `update clock_work.schedule set created_on = now() - interval '9 days', updated_on = now() - interval '9 days'`,
  );
  await withProcesses(2, [schedule, left], async () => {
    await expect.poll(async () => (await standing(schedule.name))?.state, { timeout: 30_000 }).toBe('completed');
  });
  expect(count).toBe(1);
  expect(await standing(schedule.name)).toMatchObject({ timeZone: 'Asia/Shanghai', state: 'completed' });
}, 60_000);

test('what fails is tried again and holds nothing else up; the operator sees it, and nothing of a person is kept', async () => {
  let attempts = 0;
  const failing: Schedule = {
    name: 'test.failing',
    cron: YEARLY,
    run: async () => {
      attempts += 1;
      throw Object.assign(new TypeError('张三 13900001111 can’t be read'), { code: '23505' });
    },
  };
  let isDone = false;
  const other: Schedule = {
    name: 'test.other',
    cron: YEARLY,
    run: async () => {
      isDone = true;
    },
  };
  await withProcesses(1, [failing, other], async () => {
    await now(failing.name);
    await expect.poll(() => attempts, { timeout: 15_000 }).toBe(1);
    await now(other.name);
    await expect.poll(() => isDone, { timeout: 15_000 }).toBe(true);
    await expect.poll(async () => (await standing(failing.name))?.state).toBe('retry');
    expect(await standing(failing.name)).toMatchObject({ problem: 'TypeError 23505', doneAt: null });
    expect(JSON.stringify(await runs(failing.name))).not.toMatch(/张三|1390000/);
    // Its next time doesn't put another beside it.
    expect(await now(failing.name)).toBe(false);
    await owner.query(`update clock_work.job set start_after = now() where name = $1`, [failing.name]);
    await expect.poll(() => attempts, { timeout: 15_000 }).toBe(2);
  });
}, 60_000);

test('a run whose process is killed is taken over by another', async () => {
  const name = 'test.killed';
  const child = await otherProcess(name);
  await expect.poll(async () => (await standing(name))?.cron, { timeout: 15_000 }).toBe(YEARLY);
  const isAtWork = new Promise((resolve) => child.stdout?.once('data', resolve));
  await now(name);
  await isAtWork;
  child.kill('SIGKILL');
  await once(child, 'exit');
  let isDone = false;
  await withProcesses(
    1,
    [
      {
        name,
        cron: YEARLY,
        run: async () => {
          isDone = true;
        },
      },
    ],
    async () => {
      // The ten seconds of silence after which it is taken to be dead aren't waited for here.
      await owner.query(`update clock_work.job set heartbeat_on = now() - interval '11 seconds' where name = $1`, [
        name,
      ]);
      await expect.poll(() => isDone, { timeout: 40_000 }).toBe(true);
    },
  );
  expect(await runs(name)).toMatchObject([{ state: 'completed', retry_count: 1 }]);
}, 90_000);

test('a process that ends lets its run go to another at once', async () => {
  const name = 'test.ended';
  let begun = 0;
  const schedule: Schedule = {
    name,
    cron: YEARLY,
    run: async (_, signal) => {
      begun += 1;
      if (begun === 1) await once(signal, 'abort');
    },
  };
  await withProcesses(1, [schedule], async () => {
    await now(name);
    await expect.poll(() => begun, { timeout: 15_000 }).toBe(1);
  });
  expect(await runs(name)).toMatchObject([{ state: 'retry', data: {} }]);
  await owner.query(`update clock_work.job set start_after = now() where name = $1`, [name]);
  await withProcesses(1, [schedule], async () => {
    await expect.poll(() => begun, { timeout: 15_000 }).toBe(2);
  });
}, 60_000);

test('no surface reaches the library’s tables, and its tables are those its version wants', async () => {
  for (const login of ['desk', 'portal', 'hq', 'edge'] as const) {
    const client = new pg.Client(database.urlOf(login));
    await client.connect();
    await expect(client.query('select 1 from clock_work.job')).rejects.toThrow(/permission denied for schema/);
    await client.end();
  }
  const worker = new pg.Client(database.urlOf('worker'));
  await worker.connect();
  await expect(worker.query('create table clock_work.mine (id int)')).rejects.toThrow(/permission denied/);
  await worker.end();
  // What was granted was enough for all that was done above.
  expect(lines.filter((line) => !line.includes('test.failing'))).toEqual([]);
});

async function otherProcess(name: string): Promise<ChildProcess> {
  const script = join(import.meta.dirname, 'process.fixture.ts');
  const args = ['--import', '@oxc-node/core/register', script, database.urlOf('worker'), name];
  return spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
}
