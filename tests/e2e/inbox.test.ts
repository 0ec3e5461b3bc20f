import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { PHONE } from '../kit/browser.ts';
import { keptMailTo } from '../kit/mail.ts';
import { dispatch, raise } from '../kit/story.ts';
import { test } from './stage.ts';
import { Visitor } from './visitor.ts';

const CUSTOMERS = `{ customers(line: KIS, first: 50) { nodes {
  id name isRemote contacts { id mobile } registeredProducts { id line serial entitlement { verdict } } } } }`;

interface Found {
  id: string;
  name: string;
  isRemote: boolean;
  contacts: { id: string; mobile: string }[];
  registeredProducts: { id: string; line: string; serial: string; entitlement: { verdict: string } }[];
}

const NO_PROMISES = `mutation {
  near: setNotificationPreference(kind: PROMISE_NEAR, inApp: false, byMail: false) { id }
  broken: setNotificationPreference(kind: PROMISE_BROKEN, inApp: false, byMail: false) { id } }`;

/** A ticket of some customer in service, sent on to the dispatchers. @returns the order's number */
async function send({ person }: Visitor): Promise<string> {
  const { customers } = await person.get<{ customers: { nodes: Found[] } }>(CUSTOMERS);
  for (const { id, name, isRemote, contacts, registeredProducts } of customers.nodes) {
    const product = registeredProducts.find(
      ({ line, entitlement }) => line === 'KIS' && entitlement.verdict === 'IN_SERVICE',
    );
    const [contact] = contacts;
    if (!product || !contact || isRemote) continue;
    const { id: productId, serial } = product;
    const customer = { id, name, mobile: contact.mobile, contactId: contact.id, productId, serial, person };
    const { ticketId } = await raise({ hotline: person, customer });
    const orderId = await dispatch(person, ticketId);
    const { dispatchOrder } = await person.get<{ dispatchOrder: { number: string } }>(
      'query ($id: ID!) { dispatchOrder(id: $id) { number } }',
      { id: orderId },
    );
    return dispatchOrder.number;
  }
  throw new Error('the demo has no customer in service');
}

const badge = (page: Page): Promise<string> =>
  page
    .locator('[data-unread]:visible')
    .first()
    .textContent({ timeout: 300 })
    .then(
      (text) => text?.trim() ?? '',
      () => '',
    );

async function barriers(page: Page): Promise<string[]> {
  const axe = new AxeBuilder({ page }).options({
    runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21aa'] },
    resultTypes: ['violations'],
  });
  const { violations } = await axe.setLegacyMode(true).exclude('iframe').analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} ${target}`));
}

test('the bell counts up without a reload, shows what it was, leads there, and counts down; a rival’s stays quiet', async ({
  enter,
}) => {
  const [hotline, supervisor, rival] = await Promise.all([
    enter('hotline@shanghai.demo'),
    enter('supervisor@shanghai.demo'),
    enter('supervisor@shenzhen.demo'),
  ]);
  const { page } = supervisor;
  // Of the demo's own story: nothing from before, and no promise of its that comes near its due time meanwhile.
  for (const { person } of [supervisor, rival]) {
    await person.get(NO_PROMISES);
    await person.get('mutation { markAllRead { unreadCount } }');
  }
  await Promise.all([supervisor.open('/tickets'), rival.open('/tickets')]);
  await supervisor.mark();
  expect(await badge(page)).toBe('');
  const first = await send(hotline);
  await expect.poll(() => badge(page), { timeout: 10_000 }).toBe('1');
  const second = await send(hotline);
  await expect.poll(() => badge(page), { timeout: 10_000 }).toBe('2');
  expect(await badge(rival.page)).toBe('');
  await page.getByRole('button', { name: /^通知/ }).click();
  const panel = page.getByRole('dialog', { name: '通知' });
  await panel.getByRole('link', { name: second }).waitFor();
  expect(await barriers(page)).toEqual([]);
  await panel.getByRole('link', { name: first }).click();
  await page.waitForURL(/\/dispatch\?order=/);
  await page.getByText(first).first().waitFor();
  await expect.poll(() => badge(page)).toBe('1');
  expect(await supervisor.stayed()).toBe(true);
  await supervisor.open('/inbox');
  await page.getByRole('button', { name: '全部标为已读' }).click();
  await expect.poll(() => badge(page)).toBe('');
  await page.getByRole('button', { name: '撤销' }).click();
  await expect.poll(() => badge(page)).toBe('1');
  expect([...supervisor.noise, ...rival.noise]).toEqual([]);
});

test('the inbox and one’s choices have no barrier and fit a phone; a choice is kept', async ({ enter }) => {
  const { page, person, ...visitor } = await enter('portal@shanghai.demo', PHONE);
  const origin = visitor.origin;
  for (const path of ['/portal/inbox', '/account/notifications']) {
    await page.goto(origin + path);
    await page.waitForLoadState('networkidle');
    expect(await barriers(page), path).toEqual([]);
    const sideways = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(sideways, path).toBe(0);
  }
  const choice = page.getByRole('checkbox', { name: '顾问已出发: 邮件' });
  expect(await choice.isChecked()).toBe(false);
  await choice.check();
  await page.getByText('已保存').waitFor();
  const { notificationPreferences } = await person.get<{
    notificationPreferences: { kind: string; byMail: boolean }[];
  }>('{ notificationPreferences { kind byMail } }');
  expect(notificationPreferences).toContainEqual({ kind: 'CONSULTANT_DEPARTED', byMail: true });
});

test('a forgotten password’s mail is kept, live, in Chinese, where it can be read, and its link opens the page it promises', async ({
  browser,
  origin,
}) => {
  const email = 'sales@shanghai.demo';
  const [reader, forgetful] = await Promise.all([Visitor.arrive(browser, origin), Visitor.arrive(browser, origin)]);
  await reader.page.goto(`${origin}/mail?q=${encodeURIComponent(email)}`);
  await reader.page.waitForLoadState('load');
  await reader.mark();
  await forgetful.page.goto(`${origin}/forgot-password`);
  await forgetful.page.fill('input[name="email"]', email);
  await forgetful.page.press('input[name="email"]', 'Enter');
  await reader.page.getByRole('link', { name: '设置新密码' }).click();
  expect(await reader.stayed()).toBe(true);
  const mail = reader.page.frameLocator('iframe');
  await mail.getByRole('heading', { name: '设置新密码' }).or(mail.getByText('只能使用一次')).first().waitFor();
  expect(await barriers(reader.page)).toEqual([]);
  await reader.page.getByRole('button', { name: '纯文本' }).click();
  await reader.page.locator('pre', { hasText: '只能使用一次' }).waitFor();
  const { link, letter } = await keptMailTo(origin, email, 'passwordReset');
  expect(letter?.text).toContain(link);
  await forgetful.page.goto(link ?? '');
  await forgetful.page.locator('input[name="password"]').waitFor();
  expect(reader.noise).toEqual([]);
});
