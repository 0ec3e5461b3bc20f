import 'reflect-metadata';
import { identity } from '@landfall/identity/service';
import { createLog } from '@landfall/kit/log/log';
import { startConsumers } from '@landfall/kit/outbox/consumer-runner';
import { systemViewer } from '@landfall/kit/viewer/viewer';
import fc from 'fast-check';
import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { compareCells } from './cell/compare-cells.ts';
import { rebuild } from './contribution/contributions.consumer.ts';
import { NetworkWorld, RECEIVED, type Visit } from './network.fixture.ts';
import { network } from './service.ts';

let world: NetworkWorld;

beforeAll(async () => {
  world = await NetworkWorld.open(identity);
});
afterAll(() => world.close());

test('an event handled twice counts once, and a rival’s events move nothing', async () => {
  const [tenant, rival] = [await world.partner(), await world.partner('对手软件')];
  let id = '';
  for (let i = 0; i < 5; i += 1) id = await world.add(tenant, { contact: 1, onSite: 2, rating: 5 });
  const before = await world.figure(tenant, 'CONTACTED_IN_TIME');
  await world.count(tenant, id);
  for (let i = 0; i < 6; i += 1) await world.add(rival, { contact: 'broken', rating: 1 });
  // A rival naming our order counts nothing: it isn't there for it.
  await world.count(rival, id);
  const after = await world.figure(tenant, 'CONTACTED_IN_TIME');
  expect({ ...after, byPartner: [] }).toEqual({ ...before, byPartner: [] });
  expect(after.byPartner.find((group) => group.key === tenant)).toMatchObject({ numerator: 5, denominator: 5 });
  expect(await world.figure(rival, 'CONTACTED_IN_TIME')).toMatchObject({ numerator: 0, denominator: 6 });
  expect([await compareCells(world.tenancy, tenant), await compareCells(world.tenancy, rival)]).toEqual([[], []]);
});

test('through the outbox, headquarters is told of a figure only when what it can read has changed', async () => {
  const tenant = await world.partner();
  const consumers = await startConsumers({ tenancy: world.tenancy, services: [network], log: createLog('silent') });
  world.tenancy.whenCommitted(() => consumers.wake());
  const told = async (): Promise<number> => {
    await consumers.idle();
    const rows = await world.sql(`select 1 from kit.outbox_event where tenant_id = $1 and event = 'figureChanged'`, [
      tenant,
    ]);
    return rows.length;
  };
  const happens = async (visit: Visit): Promise<void> => {
    const id = await world.put(tenant, visit);
    await world.tenancy.work(systemViewer(tenant, 'test'), async (unit) =>
      unit.announce({ event: 'promiseKept', noun: 'promise', id: uuidv7(), ids: { dispatchOrder: id } }),
    );
  };
  for (let i = 0; i < 4; i += 1) await happens({ contact: 1 });
  expect(await told()).toBe(0);
  await happens({ contact: 1 });
  expect(await told()).toBe(1);
  await happens({ contact: null });
  expect(await told()).toBe(1);
  await happens({ contact: 'broken' });
  expect(await told()).toBe(2);
  await consumers.stop();
});

const anyVisit = fc.record({
  order: fc.nat(11),
  customer: fc.nat(8),
  line: fc.constantFrom('KIS', 'K3', null),
  state: fc.constantFrom('RECEIVED', 'CONFIRMED', 'CONFIRMED', 'DISPUTED', 'CANCELLED'),
  received: fc.constantFrom(RECEIVED, '2026-03-31T16:00:00Z'),
  contact: fc.constantFrom(1, 17, 'broken', null),
  onSite: fc.constantFrom(2, 25, 'broken', null),
  allowance: fc.constantFrom(0, 0, 8),
  rating: fc.constantFrom(null, 1, 3, 4, 5),
});

test('whatever happens in whatever order, counting event by event comes to what counting everything anew comes to', {
  timeout: 60_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyVisit, { minLength: 8, maxLength: 30 }), async (visits) => {
      const [stepwise, atOnce] = [await world.partner(), await world.partner()];
      const orders = Array.from({ length: 12 }, () => [uuidv7(), uuidv7()] as const);
      const customers = Array.from({ length: 9 }, () => uuidv7());
      for (const { order, customer, ...visit } of visits) {
        const [id, twin] = orders[order] as [string, string];
        const what = { ...visit, customer: customers[customer] } as Visit;
        await world.add(stepwise, { ...what, id });
        await world.put(atOnce, { ...what, id: twin });
      }
      await world.tenancy.work(systemViewer(atOnce, 'test'), rebuild);
      expect([await compareCells(world.tenancy, stepwise), await compareCells(world.tenancy, atOnce)]).toEqual([
        [],
        [],
      ]);
      const cells = (tenant: string) =>
        world.sql(
          `select figure, product_line, month, numerator, denominator, customers, case when figure like 'SATIS%' then null else published_numerator end as p
           from network.tenant_cell where tenant_id = $1 and denominator > 0 order by 1, 2, 3`,
          [tenant],
        );
      expect(await cells(stepwise)).toEqual(await cells(atOnce));
      const published = () =>
        world.sql('select * from network.published_cell where partner_id = $1 order by 2, 3, 4', [stepwise]);
      const before = await published();
      await world.tenancy.work(systemViewer(stepwise, 'test'), rebuild);
      expect(await published()).toEqual(before);
    }),
    { numRuns: 12 },
  );
});

test('three thousand visits are counted anew within one transaction, and the comparison finds a planted mistake', async () => {
  const tenant = await world.partner();
  await world.sql(
    `with o as (insert into support.outcome select $1, gen_random_uuid(), ('00000000-0000-7000-8000-' || lpad((g % 200)::text, 12, '0'))::uuid,
         case when g % 3 = 0 then 'K3' else 'KIS' end, 'CONFIRMED', timestamptz '2026-03-01' - g * interval '3 hours', false, 1 + g % 5, now()
         from generate_series(1, 3000) g returning *)
     insert into ledger.service_promise (tenant_id, id, kind, state, noun, noun_id, subject, customer_id, since, due_at, kept_at, clock_mode, time_zone, policy_version, hours, derivation)
     select tenant_id, gen_random_uuid(), k, 'KEPT', 'dispatchOrder', id, 'D', customer_id, received_at, received_at + interval '16 hours', received_at, 'ELAPSED', 'Asia/Shanghai', 1, 16, '[]'
     from o cross join (values ('CONTACT'), ('ON_SITE')) v (k)`,
    [tenant],
  );
  expect(await world.tenancy.work(systemViewer(tenant, 'test'), rebuild)).toBeGreaterThan(40);
  expect(await compareCells(world.tenancy, tenant)).toEqual([]);
  await world.sql(
    `update network.published_cell set value = value + 1e-12 where partner_id = $1 and figure = 'SATISFACTION_MEAN' and month = '2026-01' and product_line = 'KIS'`,
    [tenant],
  );
  expect(await compareCells(world.tenancy, tenant)).toMatchObject([
    { what: 'published cell', figure: 'SATISFACTION_MEAN', month: '2026-01' },
  ]);
});
