import 'reflect-metadata';
import { Attempts } from '@landfall/identity/sign-in/attempts';
import { signIn } from '@landfall/identity/sign-in/sign-in';
import { connectAdmin } from '@landfall/kit/database/admin.connection';
import { openTemporaryDatabase, type TemporaryDatabase } from '@landfall/kit/database/temporary.database';
import { migrate } from '@landfall/kit/migration/migrate';
import { Seals } from '@landfall/kit/seal/seals';
import { Tenancy } from '@landfall/kit/tenancy/tenancy';
import { serviceRecordHash } from '@landfall/support/service-record/service-record.canonical';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { services } from '../host/services.ts';
import { checkDemo } from './check-demo.ts';
import { DEMO_PASSWORD, demoAccounts } from './demo-accounts.ts';
import { type Connection, loadDemo } from './load-demo.ts';

let database: TemporaryDatabase;
let tenancy: Tenancy;
let owner: Connection & { end(): Promise<void> };

beforeAll(async () => {
  database = await openTemporaryDatabase();
  await migrate(database.urlOf('migrator'), services);
  tenancy = new Tenancy({
    urlOf: database.urlOf,
    entities: services.flatMap((service) => service.entities),
    seals: new Seals('test'),
  });
  owner = (await connectAdmin(database.urlOf('migrator'))).client;
});
afterAll(async () => {
  await owner.end();
  await tenancy.close();
  await database.close();
});

const load = (tell?: (detail: string) => void) =>
  loadDemo({ migratorUrl: database.urlOf('migrator'), tenancy, seed: 1, size: 'small', ...(tell && { tell }) });
const rows = async <T>(text: string): Promise<T[]> => (await owner.query(text)).rows as T[];

test('a load that fails half-way leaves nothing, and the next one is whole', async () => {
  const stop = (detail: string): void => {
    if (detail.includes('search') || detail.includes('found by')) throw new Error('killed');
  };
  await expect(load(stop)).rejects.toThrow('killed');
  expect(await rows('select 1 from identity.account union all select 1 from support.activity')).toEqual([]);
  expect(await load()).toEqual(demoAccounts());
});

test('what was loaded holds every invariant, and what is published is what the tables say', async () => {
  expect(await checkDemo(owner, tenancy)).toEqual([]);
  const [cells] = await rows<{ published: number }>(
    'select count(*)::int as published from network.published_cell where value is not null',
  );
  expect(cells?.published).toBeGreaterThan(20);
});

test('a load killed before the figures were counted goes on there; a loaded one stays as it is', async () => {
  await owner.query('truncate network.contribution, network.tenant_cell, network.published_cell, network.partner');
  const told: string[] = [];
  await load((detail) => told.push(detail));
  expect(told.filter((detail) => detail.startsWith('figures'))).toHaveLength(3);
  expect(told.at(-1)).toBe('there already');
  expect(await checkDemo(owner, tenancy)).toEqual([]);
});

test('every account signs in, the bookkeeper at two organisations', async () => {
  const door = { tenancy, attempts: new Attempts(tenancy.reader('edge')) };
  for (const email of ['hotline@shanghai.demo', 'portal@chengdu.demo', 'hq@headquarters.demo']) {
    expect(await signIn(door, email, DEMO_PASSWORD, {})).toMatchObject({ step: 'DONE' });
  }
  const { step, memberships } = await signIn(door, 'bookkeeper@demo', DEMO_PASSWORD, {});
  expect([step, memberships.map(({ kind }) => kind)]).toEqual(['MEMBERSHIP', ['CUSTOMER', 'CUSTOMER']]);
  const known = await rows<{ email: string }>('select email from identity.account');
  expect(known.map(({ email }) => email)).toEqual(expect.arrayContaining(demoAccounts().map(({ email }) => email)));
});

test('a record’s hash is that of what the table holds', async () => {
  const records = await rows<
    Record<string, never>
  >(`select order_id as "orderId", contact_name as "contactName", address, how_to_get_there as "howToGetThere",
      product_name as "productName", product_version as "productVersion", serial, symptom, diagnosis, steps, service_items as "serviceItems",
      to_json(arrived_at) #>> '{}' as "arrivedAt", to_json(left_at) #>> '{}' as "leftAt", result, headquarters_issue as "headquartersIssue",
      follow_up_number as "followUpNumber", content_hash as "contentHash" from support.service_record`);
  for (const { contentHash, ...content } of records)
    expect(await serviceRecordHash(content as never)).toBe(contentHash);
});

test('the portal’s customer has a visit on its way, a record to confirm, and a past', async () => {
  const [customer] = await rows<{ states: string[]; tickets: string[] }>(`select array_agg(distinct o.state) as states,
      (select array_agg(distinct t.state) from support.ticket t where t.customer_id = c.id) as tickets
    from customers.customer c join support.dispatch_order o on o.customer_id = c.id where c.name = '${demoAccounts().find(({ email }) => email === 'portal@shanghai.demo')?.customer}' group by c.id`);
  expect(customer?.states).toEqual(expect.arrayContaining(['CONFIRMED', 'EN_ROUTE', 'RECORDED']));
  expect(customer?.tickets).toEqual(expect.arrayContaining(['NEW', 'WAITING', 'DISPATCHED', 'RESOLVED', 'CLOSED']));
});
