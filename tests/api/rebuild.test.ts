import { randomUUID } from 'node:crypto';
import { services } from '@landfall/gateway/host/services';
import { createLog } from '@landfall/kit/log/log';
import { Metrics } from '@landfall/kit/metrics/metrics';
import { runComparisons } from '@landfall/kit/rebuild/comparison';
import { measureReadModels, readModelsOf } from '@landfall/kit/rebuild/read-models';
import { rebuild } from '@landfall/kit/rebuild/rebuild';
import { expect } from 'vitest';
import { type Company, type Partner, test } from '../kit/fixtures.ts';
import type { World } from '../kit/world.ts';

const RAISE = 'mutation ($input: RaiseTicketInput!) { raiseTicket(input: $input) { id } }';
const UPDATE = 'mutation ($id: ID!, $input: UpdateCustomerInput!) { updateCustomer(id: $id, input: $input) { id } }';
const SEARCH = 'query ($text: String!) { search(text: $text) { noun id } }';

async function raise({ hotline }: Partner, { id, contactId }: Company, symptom: string): Promise<string> {
  const input = { customerId: id, contactId, symptom, severity: 'NORMAL' };
  return (await hotline.get<{ raiseTicket: { id: string } }>(RAISE, { input })).raiseTicket.id;
}

/** Rebuilds all that the search has of a partner. @returns how many things were otherwise */
async function rebuildSearch(world: World, tenant: string): Promise<number> {
  let changed = 0;
  for (const model of readModelsOf(services).filter(({ name }) => name.startsWith('search.')))
    changed += (await rebuild({ tenancy: world.host.tenancy, model, tenant }))?.found ?? Number.NaN;
  return changed;
}

async function stored(world: World, tenant: string): Promise<unknown> {
  const rows = (table: string) =>
    world.owner.query(`select * from ledger.${table} t where tenant_id = $1 order by t::text`, [tenant]);
  return [(await rows('search_token')).rows, (await rows('search_subject')).rows];
}

test('what things are found by is rebuilt from the tables to the last row, and a rival’s is left alone', async ({
  world,
  partner,
  rival,
  customer,
}) => {
  const tickets = [];
  for (let i = 0; i < 4; i += 1) tickets.push(await raise(partner, customer, `第${i}次无法结账`));
  // The tests' customers are written as rows: nothing finds them before.
  await partner.hotline.get(UPDATE, { id: customer.id, input: { shortName: '宏远' } });
  expect(await rebuildSearch(world, partner.tenant)).toBe(0);
  const before = await stored(world, partner.tenant);
  const rivals = await stored(world, rival.tenant);
  for (const damage of [
    `delete from ledger.search_token where tenant_id = $1 and noun_id = '${tickets[0]}'`,
    `delete from ledger.search_subject where tenant_id = $1 and noun_id = '${tickets[1]}'`,
    `update ledger.search_subject set title = 'other' where tenant_id = $1 and noun_id = '${tickets[2]}'`,
    `update ledger.search_token set customer_id = '${randomUUID()}' where tenant_id = $1 and noun_id = '${tickets[3]}'`,
    `insert into ledger.search_token (tenant_id, token, noun, noun_id) values ($1, 'planted', 'customer', '${customer.id}')`,
    `insert into ledger.search_token (tenant_id, token, noun, noun_id) values ($1, 'planted', 'ticket', '${randomUUID()}')`,
    `insert into ledger.search_subject (tenant_id, noun, noun_id, title) values ($1, 'ticket', '${randomUUID()}', 'planted')`,
  ])
    await world.owner.query(damage, [partner.tenant]);
  expect(await rebuildSearch(world, partner.tenant)).toBe(7);
  expect(await stored(world, partner.tenant)).toEqual(before);
  expect(await stored(world, rival.tenant)).toEqual(rivals);
  const { search } = await partner.hotline.get<{ search: { id: string }[] }>(SEARCH, { text: '无法结账' });
  expect(search.map(({ id }) => id)).toContain(tickets[0]);
});

test('a customer renamed while it is rebuilt is found by its new name, and nobody waits 2 s', async ({
  world,
  partner,
  customer,
}) => {
  let isOver = false;
  const working = (async () => {
    let slowest = 0;
    for (let i = 0; !isOver || i < 20; i += 1) {
      const began = performance.now();
      await partner.hotline.get(UPDATE, { id: customer.id, input: { name: `上海宏远${i}号贸易有限公司` } });
      slowest = Math.max(slowest, performance.now() - began);
    }
    return slowest;
  })();
  for (let i = 0; i < 5; i += 1) await rebuildSearch(world, partner.tenant);
  isOver = true;
  expect(await working).toBeLessThan(2000);
  expect(await rebuildSearch(world, partner.tenant)).toBe(0);
});

test('a thing somebody has locked is waited for, alone, and rebuilt as it is after them', async ({
  world,
  partner,
  customer,
}) => {
  const ids = [await raise(partner, customer, '打不开账套'), await raise(partner, customer, '报表错位')];
  const holder = await world.owner.connect();
  await holder.query('begin');
  await holder.query(`update support.ticket set symptom = '凭证断号' where id = $1`, [ids[0]]);
  const rebuilding = rebuildSearch(world, partner.tenant);
  await expect
    .poll(async () => (await world.owner.query('select 1 from pg_locks where not granted')).rowCount)
    .toBeGreaterThan(0);
  // The other one is free meanwhile.
  await world.owner.query(`select 1 from support.ticket where id = $1 for update nowait`, [ids[1]]);
  await holder.query('commit');
  holder.release();
  expect(await rebuilding).toBeGreaterThan(0);
  const { rows } = await world.owner.query('select subtitle from ledger.search_subject where noun_id = $1', [ids[0]]);
  expect(rows).toEqual([{ subtitle: '凭证断号' }]);
});

test('the comparison tells the metrics what differs and leaves it as it is', async ({ world, partner, customer }) => {
  const id = await raise(partner, customer, '打不开账套');
  await rebuildSearch(world, partner.tenant);
  await world.owner.query(`update ledger.search_subject set title = 'other' where noun_id = $1`, [id]);
  await world.owner.query(`delete from kit.read_model_run where work = 'COMPARISON'`);
  const log = createLog('silent');
  // The tests' database has hundreds of partners; a day is long enough for them, a test isn't.
  const tenantList = `select '${partner.tenant}'::uuid as tenant_id`;
  const ours = services.map((service) => (service.tenantList ? { ...service, tenantList } : service));
  await runComparisons({ tenancy: world.host.tenancy, services: ours, log, patience: [1] });
  const { rows } = await world.owner.query(
    `select model, differing from kit.read_model_run where tenant_id = $1 and work = 'COMPARISON' and differing > 0`,
    [partner.tenant],
  );
  expect(rows).toEqual([{ model: 'search.ticket', differing: 1 }]);
  const metrics = new Metrics();
  measureReadModels(metrics, world.host.tenancy.reader('worker'));
  const told = await metrics.registry.getSingleMetricAsString('landfall_read_model_differences');
  expect(told).toMatch(/landfall_read_model_differences\{model="search\.ticket"\} [1-9]/);
  const left = await world.owner.query('select title from ledger.search_subject where noun_id = $1', [id]);
  expect(left.rows).toEqual([{ title: 'other' }]);
});
