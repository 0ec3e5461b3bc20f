import 'reflect-metadata';
import { identity } from '@landfall/identity/service';
import { systemViewer } from '@landfall/kit/viewer/viewer';
import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { rebuild } from './contribution/contributions.consumer.ts';
import { NetworkWorld } from './network.fixture.ts';

let world: NetworkWorld;

beforeAll(async () => {
  world = await NetworkWorld.open(identity);
});
afterAll(() => world.close());

test('figures are read in two statements, from published cells alone, with every month, and name no case and no customer', async () => {
  const tenant = await world.partner('华南软件', '广东省');
  const customers = Array.from({ length: 6 }, () => uuidv7());
  const ids = await Promise.all(
    customers.map((customer) => world.put(tenant, { customer, contact: 1, onSite: 1, rating: 5 })),
  );
  await world.tenancy.work(systemViewer(tenant, 'test'), rebuild);
  world.statements.length = 0;
  const { figures } = await world.ask({ from: '2025-11', until: '2026-11' });
  expect(world.statements).toHaveLength(2);
  expect(world.statements.join()).not.toMatch(/contribution|tenant_cell|support\.|ledger\.|customers\./);
  expect(figures.map((one) => one.code)).toEqual([
    'CONTACTED_IN_TIME',
    'ON_SITE_IN_TIME',
    'ON_SITE_REMOTE_IN_TIME',
    'SATISFACTION_MEAN',
    'SATISFIED_SHARE',
  ]);
  for (const one of figures) {
    expect(one.trend.map((point) => point.month)).toEqual([
      '2025-11',
      '2025-12',
      ...Array.from({ length: 11 }, (_, i) => `2026-${String(i + 1).padStart(2, '0')}`),
    ]);
    const ranks = one.byPartner.flatMap((group) => group.rank ?? []);
    expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
    expect(one.byPartner.filter((group) => !group.enough).every((group) => group.rank === null)).toBe(true);
  }
  const text = JSON.stringify(figures);
  for (const secret of [...customers, ...ids]) expect(text).not.toContain(secret);
  expect((await world.ask({})).figures[0]?.trend).toHaveLength(13);
  // Published cells are all there is behind the answer.
  await world.sql('delete from network.contribution where tenant_id = $1', [tenant]);
  await world.sql('delete from network.tenant_cell where tenant_id = $1', [tenant]);
  expect((await world.ask({ from: '2025-11', until: '2026-11' })).figures).toEqual(figures);
});

test('a range that can’t be and a partner that isn’t there are refused; nobody but headquarters may ask', async () => {
  expect((await world.ask({ from: '2026-13' })).codes).toEqual(['INVALID']);
  expect((await world.ask({ from: '2026-05', until: '2026-04' })).codes).toEqual(['INVALID']);
  expect((await world.ask({ partnerId: uuidv7() })).codes).toEqual(['NOT_FOUND']);
  expect((await world.ask({ partnerId: 'x' })).codes).toEqual(['NOT_FOUND']);
  expect((await world.ask({}, systemViewer(await world.partner(), 'test'))).codes).toEqual(['NOT_FOUND']);
});

test('headquarters’ login reads published cells and partners, and nothing else of anybody; a partner writes its own only', async () => {
  const [tenant, rival] = [await world.partner(), await world.partner()];
  for (let i = 0; i < 5; i += 1) await world.add(rival, { contact: 1 });
  const hq = (text: string) => world.tenancy.reader('hq').query({ login: 'hq' }, { text });
  for (const table of [
    'network.contribution',
    'network.tenant_cell',
    'support.outcome',
    'ledger.service_promise',
    'identity.partner',
    'kit.outbox_event',
  ]) {
    await expect(hq(`select 1 from ${table}`), table).rejects.toThrow(/permission denied/);
  }
  await expect(hq('delete from network.published_cell')).rejects.toThrow(/permission denied/);
  expect(await hq(`select 1 from network.published_cell where partner_id = '${rival}'`)).toHaveLength(1);
  const { reader, scope } = world.tenancy.source(systemViewer(tenant, 'test'));
  expect(
    await reader.query(scope, {
      text: 'select 1 from network.published_cell union all select 1 from network.contribution',
    }),
  ).toEqual([]);
  const forge = `insert into network.published_cell (partner_id, figure, product_line, month) values ('${rival}', 'CONTACTED_IN_TIME', 'K3', '2026-03')`;
  await expect(reader.query(scope, { text: forge })).rejects.toMatchObject({ code: 'NOT_FOUND' });
});
