import 'reflect-metadata';
import { identity } from '@landfall/identity/service';
import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { compareCells } from './cell/compare-cells.ts';
import { NetworkWorld } from './network.fixture.ts';

let world: NetworkWorld;

beforeAll(async () => {
  world = await NetworkWorld.open(identity);
});
afterAll(() => world.close());

test('four customers are not enough data, five are; two visits of one customer are one customer', async () => {
  const tenant = await world.partner();
  const twice = uuidv7();
  for (const customer of [twice, twice, undefined, undefined, undefined])
    await world.add(tenant, { customer, contact: 10 });
  expect(await world.figure(tenant, 'CONTACTED_IN_TIME')).toMatchObject({
    enough: false,
    value: null,
    numerator: null,
    denominator: null,
  });
  await world.add(tenant, { contact: 17 });
  expect(await world.figure(tenant, 'CONTACTED_IN_TIME')).toMatchObject({
    enough: true,
    value: 5 / 6,
    numerator: 5,
    denominator: 6,
  });
  expect(await compareCells(world.tenancy, tenant)).toEqual([]);
});

test('a cell below the minimum is in no sum: a whole minus what is shown never gives it away', async () => {
  const tenant = await world.partner();
  for (let i = 0; i < 6; i += 1) await world.add(tenant, { contact: 1, line: 'KIS' });
  for (let i = 0; i < 3; i += 1) await world.add(tenant, { contact: 'broken', line: 'K3' });
  const whole = await world.figure(tenant, 'CONTACTED_IN_TIME');
  expect(whole).toMatchObject({ numerator: 6, denominator: 6 });
  expect(whole.trend).toEqual([
    { month: '2026-03', value: 1, numerator: 6, denominator: 6, enough: true },
    { month: '2026-04', value: null, numerator: null, denominator: null, enough: false },
  ]);
  expect(whole.cells.map(({ productLine, denominator }) => [productLine, denominator])).toEqual([
    ['K3', null],
    ['KIS', 6],
  ]);
});

test('the month is the one the order was received in where the partner is', async () => {
  const tenant = await world.partner();
  for (let i = 0; i < 5; i += 1) await world.add(tenant, { contact: 1, received: '2026-03-31T16:00:00Z' });
  expect((await world.figure(tenant, 'CONTACTED_IN_TIME')).trend.map((point) => point.denominator)).toEqual([null, 5]);
});

test('an allowance for a remote place is counted apart, what is undecided or cancelled not at all', async () => {
  const tenant = await world.partner();
  for (let i = 0; i < 5; i += 1) {
    await world.add(tenant, { contact: 1, onSite: 30, allowance: 8 });
    await world.add(tenant, { contact: 1, onSite: 25 });
    await world.add(tenant, { contact: null, onSite: null });
    await world.add(tenant, { contact: 'broken', onSite: 'broken', state: 'CANCELLED' });
  }
  expect(await world.figure(tenant, 'ON_SITE_IN_TIME')).toMatchObject({ numerator: 0, denominator: 5 });
  expect(await world.figure(tenant, 'ON_SITE_REMOTE_IN_TIME')).toMatchObject({ numerator: 5, denominator: 5 });
  expect(await world.figure(tenant, 'CONTACTED_IN_TIME')).toMatchObject({ numerator: 10, denominator: 10 });
});

test('satisfaction moves in steps of five new customers only', async () => {
  const tenant = await world.partner();
  const told: (number | null)[] = [];
  const first = uuidv7();
  for (const [i, rating] of [5, 4, 3, 5, 5, 1, 1, 1, 1, 1, 5].entries()) {
    await world.add(tenant, { rating, customer: i === 0 ? first : undefined });
    told.push((await world.figure(tenant, 'SATISFACTION_MEAN')).value);
  }
  const [four, ten] = [told[4], told[9]];
  expect(told).toEqual([null, null, null, null, four, four, four, four, four, ten, ten]);
  // Each step is blurred, and stays as it was published.
  expect(ten).toBe(Math.min(5, Math.max(1, (27 + (await blurOf(tenant, 'SATISFACTION_MEAN'))) / 10)));
  await world.add(tenant, { rating: 1, customer: first });
  expect(await world.figure(tenant, 'SATISFIED_SHARE')).toMatchObject({ denominator: 10 });
  expect(await compareCells(world.tenancy, tenant)).toEqual([]);
});

test('a correction of a rating is not told before the next step, and a disputed record counts no longer', async () => {
  const tenant = await world.partner();
  const ids: string[] = [];
  for (let i = 0; i < 5; i += 1) ids.push(await world.add(tenant, { rating: 5 }));
  const published = await world.figure(tenant, 'SATISFACTION_MEAN');
  for (const id of ids.slice(0, 2)) {
    await world.put(tenant, { id, rating: 1, state: 'DISPUTED' });
    await world.count(tenant, id);
  }
  expect(await world.figure(tenant, 'SATISFACTION_MEAN')).toEqual(published);
  for (let i = 0; i < 7; i += 1) await world.add(tenant, { rating: 4 });
  expect(await world.figure(tenant, 'SATISFACTION_MEAN')).toMatchObject({
    numerator: Math.min(50, Math.max(10, 43 + (await blurOf(tenant, 'SATISFACTION_MEAN')))),
    denominator: 10,
  });
  expect(await compareCells(world.tenancy, tenant)).toEqual([]);
});

test('what is taken back leaves no trace: a visit moved, changed or cancelled late counts where it belongs', async () => {
  const tenant = await world.partner();
  for (let i = 0; i < 5; i += 1) await world.add(tenant, { contact: 1 });
  const before = await world.figure(tenant, 'CONTACTED_IN_TIME');
  const customer = uuidv7();
  const id = await world.add(tenant, { customer, contact: 'broken' });
  expect(await world.figure(tenant, 'CONTACTED_IN_TIME')).toMatchObject({ numerator: 5, denominator: 6 });
  await world.put(tenant, { id, customer, contact: 2, line: 'K3' });
  await world.count(tenant, id);
  expect(await world.figure(tenant, 'CONTACTED_IN_TIME')).toMatchObject({ numerator: 5, denominator: 5 });
  await world.put(tenant, { id, customer, contact: 2, line: 'K3', state: 'CANCELLED' });
  await world.count(tenant, id);
  expect(await world.figure(tenant, 'CONTACTED_IN_TIME')).toEqual(before);
});

/** What the published steps of a partner's figure were blurred by together. */
async function blurOf(tenant: string, figure: string): Promise<number> {
  const rows = await world.sql('select blur from network.tenant_cell where tenant_id = $1 and figure = $2', [
    tenant,
    figure,
  ]);
  return Number(rows[0]?.blur);
}
