import type { Locator } from 'playwright-core';
import { expect } from 'vitest';
import { test as base } from './stage.ts';
import type { Visitor } from './visitor.ts';
import { wordsOf } from './words.ts';

const say = wordsOf('zh-CN');
/** Commit to page on a machine with as much else to do as a test's; the figure itself is measured by `npm run load -- pages`. */
const SOON = { timeout: 5_000 };
const ADD_CONTACT =
  'mutation ($id: ID!, $input: ContactInput!) { addContact(customerId: $id, input: $input) { id phone version } }';
const CHANGE = 'mutation ($id: ID!, $input: UpdateCustomerInput!) { updateCustomer(id: $id, input: $input) { id } }';

interface Customers {
  customers: { nodes: { id: string; name: string; phone: string | null }[]; pageInfo: { hasNextPage: boolean } };
}

const test = base
  .extend('hotline', { scope: 'file' }, ({ enter }): Promise<Visitor> => enter('hotline@shanghai.demo'))
  .extend('admin', { scope: 'file' }, ({ enter }): Promise<Visitor> => enter('admin@shanghai.demo'))
  .extend('rival', { scope: 'file' }, ({ enter }): Promise<Visitor> => enter('admin@shenzhen.demo'));

const CREATE = 'mutation ($input: CreateCustomerInput!) { createCustomer(input: $input) { id } }';

/** More than one page of them. */
async function fillList({ person }: Visitor, upTo: number, have: number): Promise<void> {
  for (let i = have; i < upTo; i++)
    await person.get(CREATE, { input: { name: `周记杂货${i}号店`, divisionCode: '310115', address: '张江路 1 号' } });
}

const customersOf = async ({ person }: Visitor): Promise<Customers['customers']['nodes']> =>
  (await person.get<Customers>('{ customers(first: 100) { nodes { id name phone } pageInfo { hasNextPage } } }'))
    .customers.nodes;
const shows = (where: Locator, text: string) => where.getByText(text).first().waitFor(SOON);

test('the list of customers follows a colleague’s change, also in rows behind the first page; rival’s change moves nothing', async ({
  hotline,
  admin,
  rival,
}) => {
  const { page } = hotline;
  await fillList(admin, 62, (await customersOf(admin)).length);
  const rows = await customersOf(admin);
  await hotline.open('/customers');
  await hotline.mark();
  await page.getByRole('button', { name: say('app_more'), exact: true }).click();
  const [first, later] = [rows[2], rows[60]];
  const row = (id = '') => page.locator(`a[href="/customers/${id}"]`).first();
  await row(later?.id).waitFor();
  const change = ({ person }: Visitor, id = '', phone = '') => person.get(CHANGE, { id, input: { phone } });
  await change(admin, first?.id, '021-58881111');
  await change(admin, later?.id, '021-58882222');
  await shows(row(first?.id), '5888 1111');
  await shows(row(later?.id), '5888 2222');
  const [theirs] = await customersOf(rival);
  const before = await page.locator('main').textContent();
  expect(theirs && rows.some(({ id }) => id === theirs.id)).toBe(false);
  await change(rival, theirs?.id, '0755-26719999');
  await change(admin, first?.id, '021-58883333');
  await shows(row(first?.id), '5888 3333');
  expect((await page.locator('main').textContent())?.replace('5888 3333', '5888 1111')).toBe(before);
  expect(await hotline.stayed()).toBe(true);
});

test('a customer’s page and the caller’s card at the hotline show a new contact; the hotline a colleague’s call', async ({
  hotline,
  admin,
}) => {
  const [customer] = await customersOf(admin);
  const add = (name: string, mobile: string) =>
    admin.person.get(ADD_CONTACT, { id: customer?.id, input: { name, mobile } });
  const { page } = hotline;
  await hotline.open(`/customers/${customer?.id}`);
  await hotline.mark();
  await add('诸葛出纳', '13600002222');
  await shows(page.locator('main'), '诸葛出纳');
  expect(await hotline.stayed()).toBe(true);

  await hotline.open('/hotline');
  await hotline.mark();
  await page.locator('main input').first().fill('13600002222');
  await page.keyboard.press('Enter');
  const card = page.getByRole('region', { name: say('hotline_caller') });
  await shows(card, customer?.name ?? '');
  await add('司马会计', '13600003333');
  await shows(card, '司马会计');
  await admin.person.get('mutation ($input: AnswerCallInput!) { answerCall(input: $input) { id } }', {
    input: { callerNumber: '13912345678', companyName: '刚刚来电公司' },
  });
  await shows(
    page.locator('section', { has: page.getByRole('heading', { name: say('hotline_recent') }) }),
    '刚刚来电公司',
  );
  expect(await hotline.stayed()).toBe(true);
});

test('what a person lets in at one browser is on the account page of the other', async ({ hotline, enter }) => {
  const elsewhere = await enter('hotline@shanghai.demo');
  await hotline.open('/account/tokens');
  await hotline.mark();
  await elsewhere.person.get('mutation ($input: ApiTokenInput!) { createApiToken(input: $input) { token } }', {
    input: { name: '报表脚本', scopes: ['READ'], days: 1 },
  });
  await shows(hotline.page.locator('main'), '报表脚本');
  expect(await hotline.stayed()).toBe(true);
  await elsewhere.leave();
});
