import { Reader } from '@landfall/kit/tenancy/reader';
import { expect } from 'vitest';
import { test } from '../kit/fixtures.ts';
import { makeCustomer } from '../kit/organisation.ts';

const NAMES = { text: 'select name from customers.customer order by name' };

test('one connection that serves two tenants in turn shows each its own rows, and nothing without a tenant', async ({
  world,
  partner,
  rival,
}) => {
  await makeCustomer(partner, '甲的客户');
  await makeCustomer(rival, '乙的客户');
  const reader = new Reader('desk', world.loginUrl('desk'), { max: 1 });
  const names = async (tenant: string) =>
    (await reader.query<{ name: string }>({ login: 'desk', tenant }, NAMES)).map((row) => row.name);
  const both = await Promise.all([
    names(partner.tenant),
    names(rival.tenant),
    names(partner.tenant),
    names(rival.tenant),
  ]);
  expect(both).toEqual([['甲的客户'], ['乙的客户'], ['甲的客户'], ['乙的客户']]);
  await expect(reader.query({ login: 'desk' }, NAMES)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect(await names(rival.tenant)).toEqual(['乙的客户']);
  await reader.close();
});

test('an error in the statement, in the data or in the tenant leaves nothing of its tenant behind', async ({
  world,
  partner,
  rival,
}) => {
  await makeCustomer(partner, '甲的客户');
  const reader = new Reader('desk', world.loginUrl('desk'), { max: 1 });
  const mine = { login: 'desk', tenant: partner.tenant } as const;
  const theirs = { login: 'desk', tenant: rival.tenant } as const;
  for (const text of ['select nonsense', 'select 1 / 0 from customers.customer', "select 'x'::uuid"]) {
    await expect(reader.query(mine, { text })).rejects.toThrow();
    expect(await reader.query(theirs, NAMES)).toEqual([]);
  }
  await expect(reader.query({ login: 'desk', tenant: 'not an id' }, NAMES)).rejects.toMatchObject({
    code: 'NOT_FOUND',
  });
  expect(await reader.query(theirs, NAMES)).toEqual([]);
  expect(await reader.query(mine, NAMES)).toHaveLength(1);
  await reader.close();
});

test('a customer’s login sees its own company only, and none where the companies were forgotten', async ({
  world,
  partner,
  customer,
  rival,
}) => {
  const other = await makeCustomer(partner, '同一夥伴的另一客戶');
  const reader = new Reader('portal', world.loginUrl('portal'), { max: 1 });
  const names = async (tenant: string, customers: string[]) =>
    (await reader.query<{ name: string }>({ login: 'portal', tenant, customers }, NAMES)).map((row) => row.name);
  expect(await names(partner.tenant, [customer.id])).toEqual([customer.name]);
  expect(await names(partner.tenant, [other.id])).toEqual([other.name]);
  expect(await names(partner.tenant, [])).toEqual([]);
  expect(await names(rival.tenant, [customer.id])).toEqual([]);
  await reader.close();
});

test('a row can’t be written into another tenant', async ({ world, partner, rival }) => {
  const work = world.host.tenancy.work({ ...viewerOf(partner.tenant) }, (unit) =>
    unit.execute(`insert into kit.counter (tenant_id, noun, year, value) values (?, 'ticket', 2026, 1)`, [
      rival.tenant,
    ]),
  );
  await expect(work).rejects.toMatchObject({ code: 'NOT_FOUND' });
  const { rows } = await world.owner.query('select 1 from kit.counter where tenant_id = $1', [rival.tenant]);
  expect(rows).toEqual([]);
});

function viewerOf(tenant: string) {
  const nobody = '00000000-0000-0000-0000-000000000000';
  return {
    surface: 'desk',
    accountId: nobody,
    membershipId: nobody,
    sessionId: nobody,
    name: '',
    email: '',
    tenant,
    customers: [],
    roles: [],
    partnerName: null,
    customerName: null,
    timeZone: 'UTC',
    membershipCount: 1,
    locale: 'en',
    way: 'PASSWORD',
    address: null,
    provenAt: null,
    scopes: null,
    support: null,
  } as const;
}
