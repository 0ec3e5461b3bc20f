import type { Stage } from '@landfall/catalogue/stage.fixture';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ID, startCustomers, who } from './customers.fixture.ts';

const DETAIL = `query ($id: ID) { customer(id: $id) { id number name shortName creditCode divisionCode divisionName address phone isRemote version
  contacts { id name post phone mobile email isPrimary } sites { id name }
  registeredProducts { id productName line version serial serviceEndsOn entitlement { verdict endsOn askedAt } }
  entitlements { verdict registeredProductId } } }`;
const LIST = `query ($search: String, $line: ProductLine, $verdict: EntitlementVerdict, $first: Int, $after: String) {
  customers(search: $search, line: $line, verdict: $verdict, first: $first, after: $after) {
    nodes { id name phone entitlements { verdict } } pageInfo { hasNextPage endCursor } } }`;
const ENTITLEMENT = `query ($customer: ID!, $product: ID) { entitlement(customerId: $customer, registeredProductId: $product) {
  verdict registeredProductId productName daysEnded } }`;

interface Detail {
  readonly customer: Record<string, unknown>;
}
interface List {
  readonly customers: {
    readonly nodes: readonly { id: string; entitlements: readonly { verdict: string }[] }[];
    readonly pageInfo: { hasNextPage: boolean; endCursor: string };
  };
}

const MATCHES = `query ($number: String!) { callerMatches(number: $number) { number display matches {
  customer { id name divisionName registeredProducts { productName serial entitlement { verdict } } entitlements { verdict daysEnded } }
  contact { id name } } } }`;

interface Matches {
  readonly callerMatches: {
    readonly number: string;
    readonly display: string;
    readonly matches: readonly { customer: { id: string }; contact: { id: string } | null }[];
  };
}

let stage: Stage;
beforeAll(async () => {
  stage = await startCustomers();
});
afterAll(() => stage?.close());

const list = async (args: object, viewer = who.consultant) => {
  const { data, statements } = await stage.ask<List>(viewer, LIST, args);
  expect(statements).toBe(1);
  return data.customers.nodes.map(({ id }) => id);
};

test('a customer with all that is beneath it is one statement', async () => {
  const { data, statements, problems } = await stage.ask<Detail>(who.consultant, DETAIL, { id: ID.huachang });
  expect(problems).toEqual([]);
  expect(data.customer).toMatchObject({
    name: '华昌贸易有限公司',
    divisionName: '上海市 浦东新区',
    contacts: [
      { id: ID.li, name: '李敏', isPrimary: true },
      { id: ID.wang, name: '王磊', isPrimary: false },
    ],
    registeredProducts: [
      {
        id: ID.inService,
        line: 'KIS',
        productName: 'KIS 专业版',
        serial: 'KP-2026-0001',
        entitlement: { verdict: 'IN_SERVICE' },
      },
      { id: ID.ended, entitlement: { verdict: 'ENDED', askedAt: expect.stringMatching(/^\d{4}-.*Z$/) } },
    ],
    entitlements: [
      { verdict: 'IN_SERVICE', registeredProductId: ID.inService },
      { verdict: 'ENDED', registeredProductId: ID.ended },
    ],
  });
  expect(statements).toBe(1);
});

test('a customer without a product says so, and nothing else', async () => {
  const { data } = await stage.ask<Detail>(who.consultant, DETAIL, { id: ID.lanxing });
  expect(data.customer.entitlements).toEqual([{ verdict: 'NO_PRODUCT', registeredProductId: null }]);
});

test('rival sees none of the partner’s customers, by id, list or filter', async () => {
  expect((await stage.ask(who.rival, DETAIL, { id: ID.huachang })).problems).toEqual(['NOT_FOUND notFound']);
  expect((await stage.ask(who.rival, ENTITLEMENT, { customer: ID.huachang })).problems).toEqual(['NOT_FOUND notFound']);
  expect(await list({}, who.rival)).toEqual([ID.theirs]);
  expect(await list({ line: 'KIS', verdict: 'ENDED' }, who.rival)).toEqual([]);
});

test('the portal sees its own company and no other of the same partner', async () => {
  expect((await stage.ask<Detail>(who.customer, DETAIL)).data.customer.id).toBe(ID.huachang);
  expect((await stage.ask<Detail>(who.customer, DETAIL, { id: ID.huachang })).data.customer.contacts).toHaveLength(2);
  for (const id of [ID.lanxing, ID.theirs, 'not-an-id']) {
    expect((await stage.ask(who.customer, DETAIL, { id })).problems).toEqual(['NOT_FOUND notFound']);
  }
  expect((await stage.ask(who.customer, ENTITLEMENT, { customer: ID.lanxing })).problems).toEqual([
    'NOT_FOUND notFound',
  ]);
  expect((await stage.ask(who.customer, LIST)).problems).toEqual(['NOT_FOUND notFound']);
  const nobody = { ...who.customer, customers: [] };
  expect((await stage.ask(nobody, DETAIL)).problems).toEqual(['NOT_FOUND notFound']);
});

test('an entitlement is of the product asked, or the best the customer has', async () => {
  const ask = async (customer: string, product?: string) =>
    stage.ask(who.consultant, ENTITLEMENT, { customer, product });
  expect((await ask(ID.huachang)).data.entitlement).toMatchObject({
    verdict: 'IN_SERVICE',
    registeredProductId: ID.inService,
  });
  expect((await ask(ID.huachang, ID.ended)).data.entitlement).toMatchObject({ verdict: 'ENDED', daysEnded: 41 });
  expect((await ask(ID.lanxing)).data.entitlement).toMatchObject({ verdict: 'NO_PRODUCT', registeredProductId: null });
  for (const product of [ID.theirProduct, 'nonsense']) {
    expect((await ask(ID.huachang, product)).problems).toEqual(['NOT_FOUND notFound']);
  }
});

test('customers are ordered by pinyin and paged without gaps', async () => {
  expect(await list({})).toEqual([ID.huachang, ID.lanxing]);
  const first = await stage.ask<List>(who.consultant, LIST, { first: 1 });
  expect(first.data.customers.pageInfo.hasNextPage).toBe(true);
  expect(await list({ first: 1, after: first.data.customers.pageInfo.endCursor })).toEqual([ID.lanxing]);
});

test('the list filters by line and verdict as the verdict itself says', async () => {
  const tenant = who.lecturer.tenant;
  const terms: readonly (readonly [number | null, number | null])[] = [
    [null, null],
    [null, -1],
    [null, 0],
    [-1, null],
    [0, 0],
    [1, null],
    [1, 5],
    [-9, -1],
    [-9, 1],
  ];
  const ids = terms.map((_, i) => `0192a000-0000-7000-8000-0000000005${String(i).padStart(2, '0')}`);
  for (const [i, [starts, ends]] of terms.entries()) {
    await stage.sql(
      `with c as (insert into customers.customer (tenant_id, id, number, name, sort_key, division_code, division_name, address)
         values ($1, $2, $3, '测试', 'ce4', '310115', '上海市 浦东新区', '甲') returning 1)
       insert into customers.registered_product (tenant_id, id, customer_id, product_version_id, product_name, line, version, serial, service_starts_on, service_ends_on)
       select $1, $2, $2, $4, 'K/3 WISE', 'K3', '15.0', $3, d.today + $5::int, d.today + $6::int
       from (select (now() at time zone 'Asia/Shanghai')::date as today) d`,
      [tenant, ids[i], `X${i}`, ID.version, starts, ends],
    );
  }
  const everyone = (await stage.ask<List>(who.consultant, LIST)).data.customers.nodes;
  for (const verdict of ['IN_SERVICE', 'ENDED', 'NOT_STARTED', 'NO_PRODUCT']) {
    const expected = everyone
      .filter(({ entitlements }) => entitlements.some((one) => one.verdict === verdict))
      .map(({ id }) => id);
    expect(await list({ verdict })).toEqual(expected);
    expect(expected.length).toBeGreaterThan(0);
  }
  expect(await list({ line: 'KIS' })).toEqual([ID.huachang]);
  expect(await list({ line: 'KIS', verdict: 'NOT_STARTED' })).toEqual([]);
  await stage.sql(`delete from customers.registered_product where customer_id = any($1)`, [ids]);
  await stage.sql(`delete from customers.customer where id = any($1)`, [ids]);
});

const call = (number: string, viewer = who.consultant) => stage.ask<Matches>(viewer, MATCHES, { number });
const matched = async (number: string, viewer = who.consultant) =>
  (await call(number, viewer)).data.callerMatches.matches.map(({ customer, contact }) => [
    customer.id,
    contact?.id ?? null,
  ]);

test.each([
  '13812345678',
  '+86 138 1234 5678',
  '0086-138-1234-5678',
  '１３８ １２３４ ５６７８',
  '手机：138 1234 5678',
])('a caller is known by %s, in two statements', async (number) => {
  const { data, statements } = await call(number);
  expect(data.callerMatches).toMatchObject({ number: '+8613812345678', display: '138 1234 5678' });
  expect(data.callerMatches.matches).toEqual([
    expect.objectContaining({
      contact: { id: ID.li, name: '李敏' },
      customer: expect.objectContaining({
        id: ID.huachang,
        entitlements: [
          { verdict: 'IN_SERVICE', daysEnded: null },
          { verdict: 'ENDED', daysEnded: 41 },
        ],
      }),
    }),
  ]);
  expect(statements).toBe(2);
});

test('the extension dialled tells one from another behind the same switchboard', async () => {
  expect(await matched('021-58886666')).toEqual([
    [ID.huachang, ID.li],
    [ID.huachang, ID.wang],
  ]);
  expect((await matched('(021) 5888 6666 转 803'))[0]).toEqual([ID.huachang, ID.wang]);
});

test('a company’s own number is known where no contact has it', async () => {
  expect(await matched('021-58880000')).toEqual([[ID.lanxing, null]]);
});

test('rival finds its own customer behind the same number, and nobody else', async () => {
  expect(await matched('13812345678', who.rival)).toEqual([[ID.theirs, ID.theirZhou]]);
  expect(await matched('13900000000', who.rival)).toEqual([]);
});

test('an unknown number is nobody’s, in one statement', async () => {
  const { data, statements } = await call('13700000000');
  expect(data.callerMatches.matches).toEqual([]);
  expect(statements).toBe(1);
});

test.each([
  ['', 'phone.empty'],
  ['58886666', 'phone.areaCodeMissing'],
  ['1381234567', 'phone.tooShort'],
  ['李敏', 'phone.notANumber'],
])('what is wrong with "%s" is said at the number: %s', async (number, reason) => {
  expect((await call(number)).problems).toEqual([`INVALID ${reason} number`]);
});

test('the portal has no such question', async () => {
  expect((await call('13812345678', who.customer)).problems).toEqual(['NOT_FOUND notFound']);
});

test('a page of the list is an index only scan that leads with the tenant', async () => {
  await stage.sql(`insert into customers.customer (tenant_id, id, number, name, sort_key, division_code, division_name, address)
    select ('0192b000-0000-7000-8000-' || lpad((n % 20)::text, 12, '0'))::uuid, gen_random_uuid(), 'C' || n, '公司' || n, 'gong1si1' || n, '310115', '上海市', '某路'
    from generate_series(1, 4000) n`);
  await stage.sql('vacuum analyze customers.customer');
  const plan =
    await stage.sql(`explain select c.id, c.number, c.name, c.division_name, c.phone from customers.customer c
    where c.tenant_id = (select '0192b000-0000-7000-8000-000000000007'::uuid) order by c.sort_key, c.id limit 51`);
  const text = plan.map((row) => row['QUERY PLAN']).join('\n');
  expect(text).toMatch(/Index Only Scan using customer_list_index/);
  expect(text).not.toMatch(/Sort/);
});
