import { startEmbedded } from '@landfall/kit/database/embedded';
import pg from 'pg';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser } from '../kit/browser.ts';
import { Copy, freePort, removeFolder, temporaryFolder } from '../kit/copy.ts';
import type { Customer } from '../kit/organisation.ts';
import type { Person } from '../kit/person.ts';
import { raise } from '../kit/story.ts';
import { Visitor } from './visitor.ts';
import { Way } from './way.ts';
import { wordsOf } from './words.ts';

const say = wordsOf('zh-CN');
/** What the bar says before it names the time. */
const OLD = say('app_old_since').split('。')[0] ?? '';
const NEW_ROWS = new RegExp(`\\d+${say('app_new_rows')}`);
const POLLING = say('app_polling');

const folder = temporaryFolder();
const servers: Copy[] = [];
let database: Awaited<ReturnType<typeof startEmbedded>>;
let browser: Browser;
let way: Way;
/** The hotline comes through the way to the first server, the supervisor straight to the second. */
let hotline: Visitor;
let supervisor: Visitor;
let customer: Company;

function run(port: number, env: Record<string, string> = {}): Copy {
  const usual = { PORT: String(port), DATABASE_URL: database.adminUrl, SECRET: 'a secret of live pages' };
  const copy = Copy.run({ ...usual, LOG_LEVEL: 'error', ...env });
  servers.push(copy);
  return copy;
}

const CUSTOMERS = `{ customers(line: K3, first: 100) { nodes {
  id name isRemote contacts { id mobile } registeredProducts { id line serial entitlement { verdict } } } } }`;
type Company = Customer & { readonly person: Person };
interface Found {
  id: string;
  name: string;
  isRemote: boolean;
  contacts: { id: string; mobile: string }[];
  registeredProducts: { id: string; line: string; serial: string; entitlement: { verdict: string } }[];
}

async function someCustomer({ person }: Visitor): Promise<Company> {
  const { customers } = await person.get<{ customers: { nodes: Found[] } }>(CUSTOMERS);
  for (const { id, name, isRemote, contacts, registeredProducts } of customers.nodes) {
    const product = registeredProducts.find((one) => one.line === 'K3' && one.entitlement.verdict === 'IN_SERVICE');
    const [contact] = contacts;
    if (!product || !contact || isRemote) continue;
    const { id: productId, serial } = product;
    return { id, name, mobile: contact.mobile, contactId: contact.id, productId, serial, person };
  }
  throw new Error('the demo has no customer in service');
}

/** Somebody else, at the other server, raises a ticket. */
const raiseElsewhere = async (): Promise<string> => (await raise({ hotline: supervisor.person, customer })).ticketId;
/** Whether on a phone what is told over the page leaves the bar readable. */
async function tellsBeneath(visitor: Visitor, text: string): Promise<boolean> {
  const { page } = visitor;
  const wide = page.viewportSize();
  await page.setViewportSize({ width: 390, height: 844 });
  const { y, height } = (await bar(visitor, text).boundingBox()) ?? { y: 0, height: 0 };
  const top = await page.locator('[role=status].fixed').evaluate((host) => host.getBoundingClientRect().top);
  if (wide) await page.setViewportSize(wide);
  return height > 0 && top > y + height;
}
const bar = ({ page }: Visitor, text: string) => page.getByRole('status').filter({ hasText: text });
const listed = ({ page }: Visitor, ticketId: string) => page.locator(`a[href="/tickets/${ticketId}"]`).first();
/** The list has it: a new row waits on top until it is asked for. */
async function follows(visitor: Visitor, ticketId: string, timeout = 15_000): Promise<void> {
  const row = listed(visitor, ticketId);
  await row
    .or(visitor.page.getByRole('button', { name: NEW_ROWS }))
    .first()
    .waitFor({ timeout });
  await visitor.page.keyboard.press('.');
  await row.waitFor();
}
/** Somebody looks at the page again, as after a while elsewhere. */
const look = ({ page }: Visitor) => page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));

beforeAll(async () => {
  database = await startEmbedded(folder, { settings: { fsync: 'off', max_connections: '200' } });
  const [first, second] = [await freePort(), await freePort()];
  const opening = openBrowser();
  await run(first, { DEMO: 'on', DEMO_SIZE: 'small' }).up();
  await run(second).up();
  browser = await opening;
  way = await Way.open(first);
  [hotline, supervisor] = await Promise.all([
    Visitor.enter(browser, way.origin, 'hotline@shanghai.demo'),
    Visitor.enter(browser, `http://127.0.0.1:${second}`, 'supervisor@shanghai.demo'),
  ]);
  customer = await someCustomer(supervisor);
});
afterAll(async () => {
  await browser?.close();
  way?.close();
  for (const copy of servers) {
    copy.kill('SIGKILL');
    await copy.ended;
  }
  await database?.stop();
  removeFolder(folder);
});

test('behind a proxy that refuses sockets the list follows all the same and the bar says how; then sockets take over', async () => {
  way.refusesSockets = true;
  await hotline.open('/tickets');
  await hotline.mark();
  await follows(hotline, await raiseElsewhere());
  await bar(hotline, POLLING).waitFor();
  way.mend();
  await look(hotline);
  await bar(hotline, POLLING).waitFor({ state: 'hidden' });
  await follows(hotline, await raiseElsewhere(), 3000);
  expect(await hotline.stayed()).toBe(true);
});

test('a connection that is cut shows the bar; when it is back, what happened meanwhile is there', async () => {
  way.cut();
  const ticketId = await raiseElsewhere();
  await bar(hotline, OLD).waitFor();
  expect(await tellsBeneath(hotline, OLD)).toBe(true);
  expect(await listed(hotline, ticketId).count()).toBe(0);
  way.mend();
  await look(hotline);
  await follows(hotline, ticketId, 3000);
  await bar(hotline, OLD).waitFor({ state: 'hidden' });
  expect(await hotline.stayed()).toBe(true);
});

test('a laptop that slept: a socket that only looks open is noticed, the bar shows, and all is read anew', async () => {
  way.orphanSockets();
  const ticketId = await raiseElsewhere();
  // A socket that spoke within the last second isn't asked: they look until it hasn't.
  const shown = async () => {
    await look(hotline);
    return bar(hotline, OLD).isVisible();
  };
  await expect.poll(shown, { timeout: 10_000, interval: 250 }).toBe(true);
  expect(await listed(hotline, ticketId).count()).toBe(0);
  way.mend();
  await look(hotline);
  await follows(hotline, ticketId, 3000);
  await bar(hotline, OLD).waitFor({ state: 'hidden' });
  expect(await hotline.stayed()).toBe(true);
});

test('a request whose answer never came is sent again after a reload, and there is one', async () => {
  const portal = await Visitor.enter(browser, way.origin, 'portal@shanghai.demo');
  const { page } = portal;
  const symptom = '打印凭证时提示“未找到套打模板”';
  await portal.open('/portal/ask');
  await page.getByRole('radio').first().check({ force: true });
  await page.getByRole('textbox').first().fill(symptom);
  way.losesAnswers = true;
  const submit = page.getByRole('button', { name: say('portal_ask_send') });
  await submit.click();
  await page.getByRole('alert').first().waitFor();
  way.mend();
  await page.reload();
  await page.waitForLoadState('networkidle');
  expect(await page.getByRole('textbox').first().inputValue()).toBe(symptom);
  await submit.click();
  await page.waitForURL(/\/portal\/tickets\//);
  const owner = new pg.Client(database.adminUrl);
  await owner.connect();
  const { rows } = await owner.query('select id from support.ticket where symptom = $1', [symptom]);
  await owner.end();
  expect(rows.map(({ id }) => id)).toEqual([page.url().split('/').at(-1)]);
  expect(
    await page.evaluate(() => Object.keys(sessionStorage).filter((key) => key.startsWith('landfall-intent'))),
  ).toEqual([]);
  await portal.leave();
});

test('browsers on two servers share one story while one of these is replaced: nobody reloads, nothing is missed', async () => {
  const { page } = hotline;
  const ticketId = await raiseElsewhere();
  await Promise.all([hotline.open(`/tickets/${ticketId}`), supervisor.open('/dispatch')]);
  await Promise.all([hotline.mark(), supervisor.mark()]);
  await page.getByRole('button', { name: say('words_action_dispatch') }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: say('words_action_dispatch') })
    .click();
  const number = /D\d{4}-\d+/.exec((await page.getByText(/已派单 D/).textContent()) ?? '')?.[0] ?? '';
  const card = supervisor.page.locator('a[data-tile]', { hasText: number });
  await card.waitFor();
  const orderId = (await card.getAttribute('data-tile')) ?? '';
  const [before] = servers as [Copy];
  before.kill('SIGTERM');
  expect(await before.ended).toBe(0);
  const { members } = await supervisor.person.get<{ members: { nodes: { id: string; name: string }[] } }>(
    '{ members(role: "service_consultant", first: 50) { nodes { id name } } }',
  );
  const [consultant] = members.nodes;
  await supervisor.person.get(
    'mutation ($id: ID!, $to: ID!) { assignDispatchOrder(id: $id, consultantId: $to) { id } }',
    {
      id: orderId,
      to: consultant?.id,
    },
  );
  await run(before.port).up();
  await page
    .getByRole('main')
    .getByText(consultant?.name ?? '')
    .first()
    .waitFor();
  await supervisor.person.get('mutation ($id: ID!) { contactCustomer(id: $id, reached: true) { id } }', {
    id: orderId,
  });
  await page.getByText(say('words_order_contacted')).first().waitFor();
  for (const visitor of [hotline, supervisor]) expect(await visitor.stayed()).toBe(true);
  expect(supervisor.noise).toEqual([]);
});
