import { Reader } from '@landfall/kit/tenancy/reader';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Person } from '../kit/person.ts';
import { startWorld, type World } from '../kit/world.ts';
import { everyTableFull, type Firm, firm, openAccounts, whoseOf } from './stage/cast.ts';
import { has, type Table } from './stage/catalogue.ts';
import { conditionOf } from './stage/whose.ts';

/**
 * What a customer's people see of a table, by row-level security alone. `own`: rows of their company and no others;
 * `partner`: rows that belong to no customer; `both`: those two; `published`: the same for everybody.
 */
type Reach = 'own' | 'partner' | 'both' | 'published';

/** Tables the portal's login may read, by what they are about. A new one fails until somebody says what it shows. */
const REACH: Readonly<Record<string, Reach>> = {
  'catalogue.division': 'published',
  'catalogue.product': 'published',
  'catalogue.product_version': 'published',
  'customers.contact': 'own',
  'customers.customer': 'own',
  'customers.registered_product': 'own',
  'customers.site': 'own',
  'identity.absence': 'partner',
  'identity.closing_day': 'partner',
  'identity.data_request': 'own',
  'identity.invitation': 'own',
  'identity.membership': 'both',
  'identity.partner': 'partner',
  'identity.partner_logo': 'partner',
  'identity.service_policy': 'partner',
  'kit.idempotency_key': 'both',
  'kit.counter': 'partner',
  'ledger.audit_entry': 'own',
  'ledger.search_subject': 'own',
  'ledger.search_token': 'own',
  'ledger.service_promise': 'own',
  'ledger.subject_key': 'both',
  'notifications.inbox_item': 'own',
  'notifications.preference': 'both',
  'support.activity': 'own',
  'support.dispatch_order': 'own',
  'support.service_record': 'own',
  'support.ticket': 'own',
};

let world: World;
let reader: Reader;
let own: Firm;
let readable: Table[];
let tables: Table[];

beforeAll(async () => {
  world = await startWorld();
  reader = new Reader('portal', world.loginUrl('portal'), { max: 2 });
  own = await firm(world, '蘇甲軟件服務有限公司', ['甲客貿易有限公司', '乙鄰製造有限公司']);
  const rival = await firm(world, '閩乙軟件服務有限公司', ['丙遠商行有限公司']);
  await openAccounts(world);
  const victims = await Promise.all([
    whoseOf(own, 'a', own.customers[0]),
    whoseOf(own, 'b', own.customers[1]),
    whoseOf(own, 'own'),
    whoseOf(rival, 'rival'),
  ]);
  ({ tables } = await everyTableFull(world, victims));
  const { rows } = await world.owner.query<{ name: string }>(
    `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p') and has_table_privilege('portal', c.oid, 'select') and has_schema_privilege('portal', n.oid, 'usage')`,
  );
  const names = new Set(rows.map(({ name }) => name));
  readable = tables.filter(({ name }) => names.has(name));
}, 120_000);
afterAll(async () => {
  await reader.close();
  await world.close();
});

/** Whose the rows are that company A's people see of a table with no condition at all. */
async function seen(table: Table): Promise<{ tenant: string | null; customer: string | null; rows: number }[]> {
  const tenant = has(table, 'tenant_id') ? 'tenant_id' : 'null::uuid';
  const customer =
    table.name === 'customers.customer' ? 'id' : has(table, 'customer_id') ? 'customer_id' : 'null::uuid';
  return reader.query(scopeOf(0), {
    text: `select ${tenant} as tenant, ${customer} as customer, count(*)::int as rows from ${table.name} group by 1, 2`,
  });
}
const scopeOf = (i: number) =>
  ({ login: 'portal', tenant: own.tenant, customers: [own.customers[i]?.id ?? ''] }) as const;

test('somebody has said of every table a customer’s login may read what it shows of it', () => {
  expect(readable.map(({ name }) => name).filter((name) => !REACH[name])).toEqual([]);
  expect(Object.keys(REACH).filter((name) => !tables.some((table) => table.name === name))).toEqual([]);
});

test('of every table a customer’s people see their own company’s rows, and nothing of another customer or partner, whatever the query', async () => {
  const wrong: string[] = [];
  for (const table of readable) {
    const reach = REACH[table.name];
    for (const { tenant, customer, rows } of await seen(table)) {
      const isOwn = customer === own.customers[0]?.id;
      const fits =
        reach === 'published' ||
        ((tenant === null || tenant === own.tenant) &&
          ((isOwn && reach !== 'partner') || (customer === null && reach !== 'own')));
      if (!fits) wrong.push(`${table.name} (${reach}): ${rows} rows of tenant ${tenant}, customer ${customer}`);
    }
  }
  expect(wrong).toEqual([]);
});

test('each company sees as many rows of its own as there are, less those not meant for customers', async () => {
  for (const table of readable.filter(({ name }) => REACH[name] === 'own' && name !== 'kit.idempotency_key')) {
    const where = conditionOf(table, await whoseOf(own, 'a', own.customers[0]));
    const hidden = HIDDEN[table.name] ?? 'false';
    const { rows } = await world.owner.query<{ rows: number }>(
      `select count(*)::int as rows from ${table.name} where ${where} and not (${hidden})`,
    );
    const told = (await seen(table)).reduce((sum, one) => sum + one.rows, 0);
    expect(told, table.name).toBe(rows[0]?.rows);
  }
});

/** Rows of a company's own things that are not meant for its people. */
const HIDDEN: Readonly<Record<string, string>> = {
  'support.activity': 'not customer_visible',
};

test('what is noted among the partner’s own people is hidden from the company it is about by the row’s own policy', async () => {
  const hotline = own.staff.get('hotline_consultant')?.person as Person;
  const { tickets } = await hotline.get<{ tickets: { nodes: { id: string }[] } }>(
    '{ tickets(first: 1) { nodes { id } } }',
  );
  const id = tickets.nodes[0]?.id;
  for (const [text, customerVisible] of [
    ['只給內部看的話', false],
    ['也給客戶看的話', true],
  ] as const)
    await hotline.get(
      'mutation ($id: ID!, $text: String!, $v: Boolean) { noteTicket(id: $id, text: $text, customerVisible: $v) { id } }',
      { id, text, v: customerVisible },
    );
  const told = await Promise.all(
    [0, 1].map((i) =>
      reader.query<{ all: string }>(scopeOf(i), {
        text: `select string_agg(a::text, ' ') as all from support.activity a`,
      }),
    ),
  );
  const text = JSON.stringify(told);
  expect(text).not.toContain('只給內部看的話');
  expect(text).toContain('也給客戶看的話');
});

test('without companies, with a rival’s or with another’s, a customer’s login sees none of these rows', async () => {
  for (const table of readable.filter(({ name }) => REACH[name] === 'own')) {
    const count = (customers: string[]) =>
      reader.query<{ rows: number }>(
        { login: 'portal', tenant: own.tenant, customers },
        { text: `select count(*)::int as rows from ${table.name}` },
      );
    expect(await count([]), table.name).toEqual([{ rows: 0 }]);
    const stranger = '00000000-0000-4000-8000-000000000009';
    expect(await count([stranger]), table.name).toEqual([{ rows: 0 }]);
  }
});

test('a customer’s login writes no row of another customer or partner', async () => {
  const { rows: writable } = await world.owner.query<{ name: string; may: string }>(
    `select n.nspname || '.' || c.relname as name, p.may from pg_class c join pg_namespace n on n.oid = c.relnamespace
     cross join (values ('update'), ('delete')) p (may) where c.relkind in ('r', 'p') and has_table_privilege('portal', c.oid, p.may)
       and has_schema_privilege('portal', n.oid, 'usage')`,
  );
  const neighbour = await whoseOf(own, 'b', own.customers[1]);
  expect(writable.length).toBeGreaterThan(0);
  for (const { name, may } of writable) {
    const table = readable.find((one) => one.name === name);
    const where = table && conditionOf(table, neighbour);
    if (!table || !where) continue;
    const [first] = table.columns;
    const text =
      may === 'delete'
        ? `delete from ${name} where ${where} returning 1`
        : `update ${name} set "${first?.name}" = "${first?.name}" where ${where} returning 1`;
    expect(await reader.query(scopeOf(0), { text }).catch(() => []), `${may} ${name}`).toEqual([]);
  }
});
