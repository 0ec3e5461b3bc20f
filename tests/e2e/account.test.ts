import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { PHONE } from '../kit/browser.ts';
import { codeOf } from '../kit/own-browser.ts';
import { stopwatch } from '../kit/stopwatch.ts';
import { test } from './stage.ts';
import { Visitor } from './visitor.ts';
import { wordsOf } from './words.ts';

const say = wordsOf('zh-CN');
const PASSWORD = 'landfall-demo';
const NEXT = '月末结账要先过账再核对';
const button = (page: Page, key: string) => page.getByRole('button', { name: say(key), exact: true });

/** Gives e-mail and password to the sign-in page. */
async function giveName(page: Page, email: string, password = PASSWORD): Promise<void> {
  await page.fill('input[name="email"]', email);
  await page.fill('input[name="password"]', password);
  await page.press('input[name="password"]', 'Enter');
}

async function signOut({ page, origin }: Visitor): Promise<void> {
  await page
    .getByRole('button', { name: say('app_account'), exact: true })
    .filter({ visible: true })
    .first()
    .click();
  await page.getByRole('menuitem', { name: say('app_sign_out') }).click();
  await page.waitForURL(`${origin}/sign-in`);
}

const isIn = (page: Page) => page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));

/** The link of the newest kept mail of a kind to somebody. */
async function linkTo(origin: string, email: string, kind: RegExp): Promise<string> {
  let link: string | null | undefined;
  await expect
    .poll(
      async () => {
        const listed = await fetch(`${origin}/kept-mail?search=${encodeURIComponent(email)}`);
        const { mails } = (await listed.json()) as { mails: { id: string; kind: string; to: string }[] };
        const mail = mails.find((one) => kind.test(one.kind) && one.to.includes(email));
        if (!mail) return undefined;
        const opened = (await (await fetch(`${origin}/kept-mail/${mail.id}`)).json()) as {
          letter: { link: string | null } | null;
        };
        link = opened.letter?.link;
        return link;
      },
      { timeout: 10_000 },
    )
    .toBeTruthy();
  return new URL(link ?? '').pathname;
}

test('the second factor is turned on with a phone’s code, asked for at the next sign-in, and a recovery code stands in for it', async ({
  browser,
  origin,
  enter,
}) => {
  const email = 'supervisor@shanghai.demo';
  const own = await enter(email);
  const { page } = own;
  await own.open('/account/security');
  await button(page, 'account_two_step_turn_on').click();
  const secret = ((await page.locator('[data-secret]').textContent()) ?? '').replaceAll(' ', '');
  expect(secret).toMatch(/^[A-Z2-7]{32}$/);
  const field = page.getByLabel(say('account_enrol_code'));
  await field.fill('000000');
  await field.press('Enter');
  await page.locator('[aria-invalid="true"]').waitFor();
  expect(await field.inputValue()).toBe('000000');
  await field.fill(codeOf(secret, -60));
  await field.press('Enter');
  const codes = page.locator('[data-codes] code');
  await codes.first().waitFor();
  expect(await codes.count()).toBe(10);
  const [spare = ''] = await codes.allTextContents();
  await button(page, 'account_codes_kept').click();
  await page.getByText(say('account_two_step_codes', { count: 10 })).waitFor();

  await signOut(own);
  await giveName(page, email);
  const code = page.getByLabel(say('account_code_label'));
  await code.waitFor();
  // Somebody who reloads here goes on here.
  await page.reload();
  await code.fill('123');
  await code.press('Enter');
  await page.locator('[aria-invalid="true"]').waitFor();
  await code.fill(codeOf(secret, 30));
  await code.press('Enter');
  await isIn(page);

  const phone = await Visitor.arrive(browser, origin, PHONE);
  await phone.open('/sign-in');
  await giveName(phone.page, email);
  await phone.page.getByLabel(say('account_code_label')).fill(spare.toLowerCase());
  await button(phone.page, 'account_code_go').click();
  await isIn(phone.page);
  expect([...own.noise, ...phone.noise].filter((line) => !/400|401/.test(line))).toEqual([]);
  await own.leave();
  await phone.leave();
});

test('a session ended from another browser is closed within five seconds', async ({ enter }) => {
  const [lost, own] = [await enter('hotline@shanghai.demo'), await enter('hotline@shanghai.demo')];
  const opened = lost.page.waitForEvent('websocket');
  await lost.page.goto(`${lost.origin}/today`);
  const socket = await opened;
  await expect.poll(() => lost.told.length).toBeGreaterThan(0);
  await own.open('/account/sessions');
  const closed = socket.waitForEvent('close');
  const end = own.page.getByRole('button', { name: /^结束 .+ 上的登录$/ });
  await end.first().click();
  const elapsed = stopwatch();
  await closed;
  expect(elapsed()).toBeLessThan(5000);
  await lost.page.getByText(say('app_signed_out_meanwhile')).waitFor();
  await own.page.getByText(say('account_sessions_only_this')).waitFor();
  await lost.leave();
  await own.leave();
});

test('a bookkeeper of two partners’ customers switches between them without signing out', async ({
  browser,
  origin,
}) => {
  const visitor = await Visitor.arrive(browser, origin);
  const { page } = visitor;
  await visitor.open('/sign-in');
  await giveName(page, 'bookkeeper@demo');
  const choices = page.locator('button[name="membership"]');
  await choices.first().waitFor();
  const [first = '', name = ''] = await choices.locator('.font-medium').allTextContents();
  expect(first).not.toBe(name);
  await choices.first().click();
  await isIn(page);
  await page.getByRole('banner').waitFor();
  const before = await page.getByRole('banner').textContent();
  await page
    .getByRole('button', { name: say('app_account'), exact: true })
    .filter({ visible: true })
    .first()
    .click();
  await page.getByRole('menuitem', { name: new RegExp(name) }).click();
  await expect
    .poll(() =>
      page
        .getByRole('banner')
        .textContent()
        .catch(() => before),
    )
    .not.toBe(before);
  expect(page.url()).toContain('/portal');
  await visitor.leave();
});

test('a forgotten password is set by the link of the mail, which is good once', async ({ browser, origin }) => {
  const email = 'consultant@shanghai.demo';
  const visitor = await Visitor.arrive(browser, origin, PHONE);
  const { page } = visitor;
  await visitor.open('/sign-in');
  await page.fill('input[name="email"]', email);
  await page.getByRole('link', { name: say('account_forgot_link') }).click();
  expect(await page.inputValue('input[name="email"]')).toBe(email);
  await button(page, 'account_forgot_send').click();
  await page.getByText(say('account_forgot_sent_title')).first().waitFor();
  const link = await linkTo(origin, email, /reset|password/i);
  await visitor.open(link);
  expect(await page.inputValue('input[name="email"]')).toBe(email);
  const password = page.locator('input[name="password"]');
  await password.fill('password123');
  await password.press('Enter');
  await page.locator('[aria-invalid="true"]').waitFor();
  await password.fill(NEXT);
  await password.press('Enter');
  await page.waitForURL(/\/visits/);
  await visitor.open(link);
  await page.getByText(say('account_link_bad_title')).first().waitFor();
  await visitor.leave();
});

test('another e-mail is confirmed at both addresses, and what needs a proof asks for it and goes on', async ({
  enter,
  browser,
  origin,
}) => {
  const [email, fresh] = ['manager@shanghai.demo', 'manager2@shanghai.demo'];
  const own = await enter(email);
  const { page } = own;
  await own.open('/account');
  // As if the last proof were long ago: the first answer only.
  let isFirst = true;
  await page.route('**/graphql', async (route) => {
    if (!isFirst || !(route.request().postData() ?? '').includes(fresh)) return route.continue();
    isFirst = false;
    const extensions = { code: 'FORBIDDEN', reason: 'proofNeeded', fields: [] };
    return route.fulfill({ json: { errors: [{ message: '', extensions }] } });
  });
  await button(page, 'account_email_change').click();
  await page.getByLabel(say('account_email_new'), { exact: true }).fill(fresh);
  await button(page, 'account_email_send').click();
  const proof = page.locator('dialog [data-proof]');
  await proof.fill('wrong password');
  await proof.press('Enter');
  await page.locator('dialog [aria-invalid="true"]').waitFor();
  await proof.fill(PASSWORD);
  await proof.press('Enter');
  await page.getByText(say('account_email_pending', { email: fresh })).waitFor();
  for (const [address, title] of [
    [fresh, 'account_email_half_title'],
    [email, 'account_email_done_title'],
  ] as const) {
    const mail = await Visitor.arrive(browser, origin, PHONE);
    await mail.open(await linkTo(origin, address, /email/i));
    await button(mail.page, 'account_email_confirm').click();
    await mail.page.getByRole('heading', { name: say(title) }).waitFor();
    await mail.leave();
  }
  await own.open('/account');
  await page.getByText(fresh, { exact: true }).first().waitFor();
  await own.leave();
  await (await enter(fresh)).leave();
});
