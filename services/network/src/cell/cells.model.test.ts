import { identity } from '@landfall/identity/service';
import { createLog } from '@landfall/kit/log/log';
import { startConsumers } from '@landfall/kit/outbox/consumer-runner';
import { runComparisons } from '@landfall/kit/rebuild/comparison';
import { rebuild } from '@landfall/kit/rebuild/rebuild';
import { systemViewer } from '@landfall/kit/viewer/viewer';
import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { NetworkWorld, type Visit } from '../network.fixture.ts';
import { network } from '../service.ts';
import { cellsModel } from './cells.model.ts';
import { compareCells } from './compare-cells.ts';

let world: NetworkWorld;
const log = createLog('silent');

beforeAll(async () => {
  world = await NetworkWorld.open(identity);
});
afterAll(() => world.close());

const run = (tenant: string, signal?: AbortSignal, tell?: () => void) =>
  rebuild({ tenancy: world.tenancy, model: cellsModel, tenant, signal, tell });

/** Every row that is derived of a partner, as it stands. */
async function derived(tenant: string): Promise<unknown> {
  const rows = (table: string, column: string) =>
    world.sql(`select * from network.${table} t where ${column} = $1 order by t::text`, [tenant]);
  return [
    await rows('contribution', 'tenant_id'),
    await rows('tenant_cell', 'tenant_id'),
    await rows('published_cell', 'partner_id'),
  ];
}

async function addMany(tenant: string, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let i = 0; i < count; i += 1) {
    const line = i % 3 === 0 ? 'K3' : 'KIS';
    ids.push(await world.add(tenant, { line, contact: i % 4 === 0 ? 'broken' : 1, onSite: 2, rating: 1 + (i % 5) }));
  }
  return ids;
}

test('a rebuild makes good whatever was planted, to the last digit, and leaves a rival alone', async () => {
  const [tenant, rival] = [await world.partner(), await world.partner('对手软件')];
  const [first] = await addMany(tenant, 24);
  await addMany(rival, 6);
  const [before, rivals] = [await derived(tenant), await derived(rival)];
  for (const damage of [
    `delete from network.contribution where tenant_id = $1 and figure = 'CONTACTED_IN_TIME'`,
    `update network.contribution set numerator = 1 - numerator where tenant_id = $1 and figure = 'ON_SITE_IN_TIME'`,
    `insert into network.contribution select tenant_id, gen_random_uuid(), figure, customer_id, 'NONE', '2020-01', 1, 1
       from network.contribution where tenant_id = $1 and figure = 'ON_SITE_IN_TIME' limit 7`,
    `update network.tenant_cell set customers = customers + 1, published_denominator = null, published_numerator = null, published_customers = null
       where tenant_id = $1 and figure = 'ON_SITE_IN_TIME'`,
    `update network.published_cell set value = value + 1e-12 where partner_id = $1 and figure = 'SATISFACTION_MEAN'`,
    `delete from network.published_cell where partner_id = $1 and figure = 'SATISFIED_SHARE'`,
    `insert into network.published_cell (partner_id, figure, product_line, month) values ($1, 'CONTACTED_IN_TIME', 'NONE', '2019-01')`,
  ])
    await world.sql(damage, [tenant]);
  expect(first).toBeTruthy();
  expect((await run(tenant))?.found).toBeGreaterThan(0);
  expect(await derived(tenant)).toEqual(before);
  expect(await compareCells(world.tenancy, tenant)).toEqual([]);
  expect(await run(tenant)).toMatchObject({ found: 0 });
  expect(await derived(rival)).toEqual(rivals);
});

test('stopped in the middle, a rebuild goes on where it was, and nobody else works on it meanwhile', async () => {
  const tenant = await world.partner();
  await addMany(tenant, 120);
  const before = await derived(tenant);
  await world.sql('delete from network.contribution where tenant_id = $1', [tenant]);
  await world.sql(`update network.published_cell set value = value + 1e-12 where partner_id = $1`, [tenant]);
  const stopping = new AbortController();
  let batches = 0;
  let other: unknown = 'not asked';
  expect(
    await run(tenant, stopping.signal, () => {
      batches += 1;
      stopping.abort();
    }),
  ).toBeUndefined();
  expect(batches).toBe(1);
  const [left] = await world.sql('select part, place, seen from kit.read_model_run where tenant_id = $1', [tenant]);
  expect(left).toMatchObject({ part: 'visits', seen: 50, place: expect.any(String) });
  const rest = await run(tenant, undefined, () => {
    if (other === 'not asked') other = run(tenant);
  });
  expect(await other).toBeUndefined();
  expect(rest?.seen).toBeGreaterThan(120);
  expect(await derived(tenant)).toEqual(before);
});

test('beside running consumers, visits that change while they are rebuilt come out as they are', {
  timeout: 60_000,
}, async () => {
  const [tenant, twin] = [await world.partner(), await world.partner()];
  const ids = await addMany(tenant, 150);
  await world.sql(`delete from network.contribution where tenant_id = $1 and random() < 0.5`, [tenant]);
  const consumers = await startConsumers({ tenancy: world.tenancy, services: [network], log });
  world.tenancy.whenCommitted(() => consumers.wake());
  let isOver = false;
  let changes = 0;
  const people = async (): Promise<void> => {
    for (let i = 0; !isOver || i < 60; i += 1) {
      const visit: Visit = {
        ...{ id: ids[(i * 37) % ids.length] as string, line: i % 2 ? 'K3' : 'KIS', contact: i % 3 ? 1 : 'broken' },
        ...{ onSite: 25, rating: 1 + (i % 5), state: i % 7 ? 'CONFIRMED' : 'CANCELLED' },
      };
      const id = await world.put(tenant, visit);
      await world.tenancy.work(systemViewer(tenant, 'test'), async (unit) =>
        unit.announce({ event: 'promiseKept', noun: 'promise', id: uuidv7(), ids: { dispatchOrder: id } }),
      );
      changes += 1;
    }
  };
  const working = people();
  let slowest = 0;
  let began = performance.now();
  for (let i = 0; i < 3; i += 1)
    await run(tenant, undefined, () => {
      slowest = Math.max(slowest, performance.now() - began);
      began = performance.now();
    });
  isOver = true;
  await working;
  await consumers.idle();
  await consumers.stop();
  expect(changes).toBeGreaterThanOrEqual(60);
  expect(slowest).toBeLessThan(2000);
  expect(await compareCells(world.tenancy, tenant)).toEqual([]);
  expect(await compareCells(world.tenancy, twin)).toEqual([]);
});

test('the comparison runs once a day across processes, logs and counts what differs, and repairs nothing', async () => {
  const [tenant, rival] = [await world.partner(), await world.partner()];
  await addMany(tenant, 12);
  await addMany(rival, 6);
  await world.sql(
    `update network.contribution set numerator = 1 - numerator where tenant_id = $1 and figure = 'ON_SITE_IN_TIME'`,
    [tenant],
  );
  const before = await derived(tenant);
  const lines: string[] = [];
  const loud = createLog('warn', { write: (line) => void lines.push(line) });
  const compare = () =>
    runComparisons({ tenancy: world.tenancy, services: [identity, network], log: loud, patience: [1, 1] });
  const [one, two] = await Promise.all([compare(), compare()]);
  // Twelve contributions, and the two cells that were counted from others.
  expect((one.get('cells') ?? 0) + (two.get('cells') ?? 0)).toBe(14);
  expect(lines.filter((line) => line.includes(tenant))).toHaveLength(2);
  expect(lines.filter((line) => line.includes(rival))).toEqual([]);
  expect(await derived(tenant)).toEqual(before);
  const rows = await world.sql(
    `select differing, next_at > now() + interval '23 hours' as tomorrow from kit.read_model_run where tenant_id = $1 and work = 'COMPARISON'`,
    [tenant],
  );
  expect(rows).toEqual([{ differing: 14, tomorrow: true }]);
  expect((await compare()).size).toBe(0);
});

test('what is only under way is no difference', async () => {
  const tenant = await world.partner();
  const [id] = await addMany(tenant, 6);
  await world.put(tenant, { id: id as string, contact: 'broken' });
  const comparing = runComparisons({ tenancy: world.tenancy, services: [identity, network], log, patience: [300] });
  await world.count(tenant, id as string);
  expect((await comparing).get('cells') ?? 0).toBe(0);
});
