import type { Stage } from '@landfall/catalogue/stage.fixture';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ID, startCustomers, who } from '../customers.fixture.ts';

const CUSTOMER =
  'id number name creditCode phone version contacts { id name isPrimary } sites { divisionName } registeredProducts { serial version }';
const CREATE = `mutation ($input: CreateCustomerInput!, $key: ID) { createCustomer(input: $input, idempotencyKey: $key) { ${CUSTOMER} } }`;
const UPDATE = `mutation ($id: ID!, $input: UpdateCustomerInput!, $version: Int) { updateCustomer(id: $id, input: $input, expectedVersion: $version) { ${CUSTOMER} } }`;
const ADD_CONTACT = `mutation ($id: ID!, $input: ContactInput!) { addContact(customerId: $id, input: $input) { ${CUSTOMER} } }`;
const CHANGE_CONTACT = `mutation ($id: ID!, $input: UpdateContactInput!) { updateContact(id: $id, input: $input) { ${CUSTOMER} } }`;
const ADD_SITE = `mutation ($id: ID!, $input: SiteInput!) { addSite(customerId: $id, input: $input) { ${CUSTOMER} } }`;
const REGISTER = `mutation ($id: ID!, $input: RegisterProductInput!, $version: Int) { registerProduct(customerId: $id, input: $input, expectedVersion: $version) { ${CUSTOMER} } }`;

interface Customer {
  readonly id: string;
  readonly number: string;
  readonly version: number;
  readonly contacts: readonly { id: string; name: string; isPrimary: boolean }[];
}

let stage: Stage;
beforeAll(async () => {
  stage = await startCustomers();
});
afterAll(() => stage?.close());

const company = {
  name: ' 深圳市 晨光  科技有限公司 ',
  divisionCode: '440305',
  address: '科技园 1 号',
  phone: '0755-26710000',
};
const change = async (document: string, variables: object, viewer = who.sales) => {
  const { data, problems } = await stage.ask<Record<string, Customer>>(viewer, document, variables);
  return { customer: Object.values(data)[0] as Customer, problems };
};
const found = async (search: string, viewer = who.consultant) => {
  const document = 'query ($search: String) { customers(search: $search) { nodes { id } } }';
  const { data } = await stage.ask<{ customers: { nodes: { id: string }[] } }>(viewer, document, { search });
  return data.customers.nodes.map(({ id }) => id);
};

test('a new customer is found at once by name, pinyin, number, credit code and phone, and by nobody else', async () => {
  const input = {
    ...company,
    creditCode: '9144 0300 7084 6113 6t',
    contacts: [
      { name: '陈晨', mobile: '135 0000 1111' },
      { name: '吴刚', isPrimary: true },
    ],
  };
  const { customer, problems } = await change(CREATE, { input });
  expect(problems).toEqual([]);
  expect(customer).toMatchObject({
    number: expect.stringMatching(/^C\d{4}-00001$/),
    name: '深圳市晨光科技有限公司',
    creditCode: '91440300708461136T',
    phone: '0755 2671 0000',
    version: 1,
    contacts: [
      { name: '吴刚', isPrimary: true },
      { name: '陈晨', isPrimary: false },
    ],
  });
  for (const text of [
    '晨光',
    'cgkj',
    'chenguang',
    '91440300708461136T',
    '13500001111',
    '26710000',
    '陳晨',
    customer.number,
  ]) {
    expect(await found(text), text).toEqual([customer.id]);
    expect(await found(text, who.rival), text).toEqual([]);
  }
  expect(await found('!!!')).toEqual([]);
  const events = await stage.sql('select event, noun, noun_id, customer_id from kit.outbox_event where noun_id = $1', [
    customer.id,
  ]);
  expect(events).toEqual([
    { event: 'customerCreated', noun: 'customer', noun_id: customer.id, customer_id: customer.id },
  ]);
  expect((await change(CREATE, { input })).problems).toEqual(['INVALID creditCode.taken creditCode']);
});

test('the same submission twice makes one customer', async () => {
  const variables = { input: { ...company, name: '双击公司' }, key: 'k-1' };
  const [first, second] = [await change(CREATE, variables), await change(CREATE, variables)];
  expect(second.customer.id).toBe(first.customer.id);
  const other = { input: { ...company, name: '别的公司' }, key: 'k-1' };
  expect((await change(CREATE, other)).problems).toEqual(['CONFLICT idempotencyMismatch idempotencyKey']);
});

test.each([
  [{ name: '  ' }, 'INVALID invalidInput name'],
  [{ name: '长'.repeat(101) }, 'INVALID invalidInput name'],
  [{ creditCode: '91440300708461136A' }, 'INVALID creditCode.check creditCode'],
  [{ divisionCode: '999999' }, 'INVALID division.unknown divisionCode'],
  [{ divisionCode: '440300' }, 'INVALID division.tooWide divisionCode'],
  [{ phone: '26710000' }, 'INVALID phone.areaCodeMissing phone'],
  [{ contacts: [{ name: '陈晨', email: 'chen' }] }, 'INVALID invalidInput contacts.0.email'],
  [{ contacts: [{ name: '陈晨' }, { name: '吴刚', mobile: '12' }] }, 'INVALID phone.tooShort contacts.1.mobile'],
])('a wrong field is named and nothing is written: %o', async (wrong, problem) => {
  const count = async () => (await stage.sql('select count(*)::int as n from customers.customer'))[0]?.n;
  const before = await count();
  expect((await change(CREATE, { input: { ...company, ...wrong } })).problems).toEqual([problem]);
  expect(await count()).toBe(before);
});

test('two people changing the same customer: the second is told, and what is not given stays', async () => {
  const { customer } = await change(UPDATE, { id: ID.lanxing, input: { shortName: '蓝星' }, version: 1 });
  expect(customer).toMatchObject({ name: '蓝星电子厂', phone: '021-58880000', version: 2 });
  const late = await change(UPDATE, { id: ID.lanxing, input: { name: '红星' }, version: 1 });
  expect(late.problems).toEqual(['CONFLICT versionConflict expectedVersion']);
  expect((await change(UPDATE, { id: ID.lanxing, input: { name: null } })).problems).toEqual(['INVALID required name']);
});

test('one contact is primary; who left is no longer found', async () => {
  const added = await change(ADD_CONTACT, {
    id: ID.lanxing,
    input: { name: '孙权', mobile: '13600001111', isPrimary: true },
  });
  expect(added.customer.contacts.map(({ name, isPrimary }) => [name, isPrimary])).toEqual([
    ['孙权', true],
    ['赵云', false],
  ]);
  expect(await found('sunquan')).toEqual([ID.lanxing]);
  const id = added.customer.contacts[0]?.id;
  const left = await change(CHANGE_CONTACT, { id, input: { hasLeft: true } });
  expect(left.customer.contacts).toEqual([{ id: ID.zhao, name: '赵云', isPrimary: true }]);
  expect(await found('sunquan')).toEqual([]);
  expect((await change(CHANGE_CONTACT, { id, input: { post: '财务' } })).problems).toEqual(['NOT_FOUND notFound']);
});

test('a product is registered once, with sane dates, by those who keep cards', async () => {
  const input = {
    productVersionId: ID.version,
    serial: ' kp 2026-0042',
    purchasedOn: '2026-01-05',
    serviceStartsOn: '2026-01-05',
    serviceEndsOn: '2027-01-04',
  };
  const { customer, problems } = await change(REGISTER, { id: ID.lanxing, input });
  expect(problems).toEqual([]);
  expect(customer).toMatchObject({ registeredProducts: [{ serial: 'KP2026-0042', version: '16.0' }] });
  expect(await found('20260042')).toEqual([ID.lanxing]);
  const again = (wrong: object) => change(REGISTER, { id: ID.huachang, input: { ...input, ...wrong } });
  expect((await again({})).problems).toEqual(['INVALID serial.taken serial']);
  expect((await again({ serial: '!' })).problems).toEqual(['INVALID serial.form serial']);
  expect((await again({ serial: 'A-100', serviceEndsOn: '2025-01-01' })).problems).toEqual([
    'INVALID term.endsFirst serviceEndsOn',
  ]);
  expect((await again({ serial: 'A-100', productVersionId: ID.huachang })).problems).toEqual([
    'INVALID product.unknown productVersionId',
  ]);
  expect((await again({ serial: 'KP-9999-0001' })).problems).toEqual([]);
  expect((await change(REGISTER, { id: ID.huachang, input }, who.consultant)).problems).toEqual([
    'FORBIDDEN forbidden',
  ]);
});

test('a site lies in a district', async () => {
  const input = { name: '松江工厂', divisionCode: '310117', address: '九亭镇 8 号', isRemote: true };
  expect((await change(ADD_SITE, { id: ID.huachang, input })).customer).toMatchObject({
    sites: [{ divisionName: '上海市 松江区' }],
  });
});

test('rival with every id in hand changes nothing, and who has no role is refused', async () => {
  const attempts: [string, object][] = [
    [UPDATE, { id: ID.huachang, input: { name: '夺' } }],
    [ADD_CONTACT, { id: ID.huachang, input: { name: '夺' } }],
    [CHANGE_CONTACT, { id: ID.li, input: { name: '夺' } }],
    [ADD_SITE, { id: ID.huachang, input: { name: '夺', divisionCode: '310117', address: '夺' } }],
    [REGISTER, { id: ID.huachang, input: { productVersionId: ID.version, serial: 'R-100' } }],
  ];
  for (const [document, variables] of attempts) {
    expect((await change(document, variables, who.rival)).problems).toEqual(['NOT_FOUND notFound']);
    expect((await change(document, variables, who.lecturer)).problems).toEqual(['FORBIDDEN forbidden']);
    expect((await change(document, variables, who.customer)).problems).toEqual(['NOT_FOUND notFound']);
  }
  expect(
    await stage.sql(
      `select 1 from customers.customer where name = '夺' union all select 1 from customers.contact where name = '夺'`,
    ),
  ).toEqual([]);
});
