import { randomInt, randomUUID } from 'node:crypto';
import { sortKey, tokensOf } from '@landfall/kit/search-token/search-token';
import { HEADQUARTERS } from '@landfall/kit/viewer/headquarters';
import { openSession, type Person } from './person.ts';
import type { World } from './world.ts';

/** Open at any hour, so that a test's appointment never meets a closed door. */
export const ALWAYS = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: '00:00', until: '24:00' }));

/** A partner with what the story needs. */
export interface Organisation {
  readonly tenant: string;
  readonly name: string;
  readonly world: World;
}

/** A customer of an organisation. */
export interface Customer {
  readonly id: string;
  readonly name: string;
  readonly mobile: string;
  readonly contactId: string;
  readonly productId: string;
  readonly serial: string;
}

/** Makes a partner with its policy. */
export async function makeOrganisation(
  world: World,
  name: string,
  clockMode: 'ELAPSED' | 'WORKDAY' | 'BUSINESS' = 'WORKDAY',
  periods: object = ALWAYS,
): Promise<Organisation> {
  const tenant = randomUUID();
  await world.owner.query(
    `insert into identity.partner (tenant_id, name, province_code, province_name, time_zone, calendar, version) values ($1, $2, '310000', '上海市', 'Asia/Shanghai', 'CN', 1)`,
    [tenant, name],
  );
  await world.owner.query(
    `insert into identity.service_policy (tenant_id, id, policy_version, valid_from, clock_mode, contact_hours, on_site_hours, periods, make_up_weekday)
     values ($1, $2, 1, now() - interval '1 year', $3, 16, 24, $4, 1)`,
    [tenant, randomUUID(), clockMode, JSON.stringify(periods)],
  );
  return { tenant, name, world };
}

/** A partner's person with roles, signed in. */
export async function hire(
  { world, tenant, name: partnerName }: Organisation,
  name: string,
  roles: string[],
  more: { lines?: string[]; divisions?: string[] } = {},
): Promise<Person> {
  const [membershipId, accountId] = [randomUUID(), randomUUID()];
  await world.owner.query(
    `insert into identity.membership (tenant_id, id, account_id, name, sort_key, department, roles, product_lines, divisions, phone, organisation_name, version)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, '13800000000', $10, 1)`,
    [
      tenant,
      membershipId,
      accountId,
      name,
      sortKey(name, 'surname'),
      more.lines?.[0] ?? null,
      roles,
      more.lines ?? [],
      more.divisions ?? [],
      partnerName,
    ],
  );
  return openSession(world, {
    surface: 'desk',
    membershipId,
    accountId,
    name,
    tenant,
    customers: [],
    roles,
    partnerName,
    customerName: null,
  });
}

/** A customer with one contact and one product in service. */
export async function makeCustomer(
  { world, tenant }: Organisation,
  name: string,
  term: { from: string; until: string } = { from: '2020-01-01', until: '2099-12-31' },
): Promise<Customer> {
  const [id, contactId, productId] = [randomUUID(), randomUUID(), randomUUID()];
  const mobile = `139${String(randomInt(100_000_000)).padStart(8, '0')}`;
  const serial = `S${randomInt(1_000_000_000)}`;
  const { owner } = world;
  await owner.query(
    `insert into customers.customer (tenant_id, id, number, name, sort_key, division_code, division_name, address, version) values ($1, $2, $3, $4, $5, '310115', '上海市 浦东新区', '张江路 88 号', 1)`,
    [tenant, id, `C${randomInt(1_000_000)}`, name, sortKey(name)],
  );
  await owner.query(
    `insert into customers.contact (tenant_id, id, customer_id, name, sort_key, post, mobile, mobile_e164, is_primary) values ($1, $2, $3, '王会计', 'wang', '会计', $4, $5, true)`,
    [tenant, contactId, id, mobile, `+86${mobile}`],
  );
  const [version] = (
    await owner.query<{ id: string }>(
      `select v.id from catalogue.product_version v join catalogue.product p on p.id = v.product_id where p.line = 'KIS' limit 1`,
    )
  ).rows;
  await owner.query(
    `insert into customers.registered_product (tenant_id, id, customer_id, product_version_id, product_name, line, version, serial, purchased_on, service_starts_on, service_ends_on)
     values ($1, $2, $3, $4, 'KIS 专业版', 'KIS', '16.0', $5, $6, $6, $7)`,
    [tenant, productId, id, version?.id, serial, term.from, term.until],
  );
  for (const token of tokensOf({ texts: [name, '王会计'], phones: [`+86${mobile}`], serials: [serial] })) {
    await owner.query(
      `insert into ledger.search_token (tenant_id, token, noun, noun_id, customer_id) values ($1, $2, 'customer', $3, $3) on conflict do nothing`,
      [tenant, token, id],
    );
  }
  return { id, name, mobile, contactId, productId, serial };
}

/** A customer's person, signed in to the portal. */
export async function invite(
  { world, tenant, name: partnerName }: Organisation,
  customer: Customer,
  name: string,
  roles = ['customer_admin'],
): Promise<Person> {
  const [membershipId, accountId] = [randomUUID(), randomUUID()];
  await world.owner.query(
    `insert into identity.membership (tenant_id, id, account_id, customer_id, name, sort_key, roles, product_lines, divisions, organisation_name, version) values ($1, $2, $3, $4, $5, $6, $7, '{}', '{}', $8, 1)`,
    [tenant, membershipId, accountId, customer.id, name, sortKey(name, 'surname'), roles, customer.name],
  );
  return openSession(world, {
    surface: 'portal',
    membershipId,
    accountId,
    name,
    tenant,
    customers: [customer.id],
    roles,
    partnerName,
    customerName: customer.name,
  });
}

/** Somebody at headquarters, signed in. */
export async function appoint(world: World, roles = ['hq_quality']): Promise<Person> {
  const [membershipId, accountId] = [randomUUID(), randomUUID()];
  await world.owner.query(
    `insert into identity.headquarters_membership (id, account_id, name, roles, organisation_name) values ($1, $2, '总部质量', $3, '总部')`,
    [membershipId, accountId, roles],
  );
  return openSession(world, {
    surface: 'hq',
    membershipId,
    accountId,
    name: '总部质量',
    tenant: HEADQUARTERS,
    customers: [],
    roles,
    partnerName: '总部',
    customerName: null,
  });
}
