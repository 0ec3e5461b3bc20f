import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { DEVELOPMENT_SECRET } from '@landfall/gateway/config/variables';
import { Seals } from '@landfall/kit/seal/seals';
import type { Page } from 'playwright-core';
import { afterAll, expect } from 'vitest';
import { openContext, PHONE } from '../kit/browser.ts';
import { CLIENT, IdentityProvider } from '../kit/identity-provider.ts';
import { unzip } from '../kit/zip.ts';
import { test } from './stage.ts';
import { Visitor } from './visitor.ts';
import { wordsOf } from './words.ts';

const say = wordsOf('zh-CN');
const english = wordsOf('en');
const button = (page: Page, key: string, say_ = say) => page.getByRole('button', { name: say_(key), exact: true });
/** Saves the connection and waits for the answer: what was said of the save before may still stand there. */
const save = (page: Page) =>
  Promise.all([
    page.waitForResponse((response) => response.request().postData()?.includes('"SaveSignOn"') ?? false),
    button(page, 'signon_save').click(),
  ]);
let provider: IdentityProvider | undefined;
afterAll(() => provider?.stop());

test('an administrator connects the company’s provider; a colleague comes in by it, and is told in their language when they can’t', async ({
  browser,
  origin,
  enter,
}) => {
  provider = await IdentityProvider.start(origin, { byHand: true });
  provider
    .knows({ sub: 'new', email: 'xin.tongshi@example.cn', email_verified: true, name: '辛同事', groups: ['hotline'] })
    .knows({ sub: 'loose', email: 'loose@example.cn', email_verified: false, name: 'Loose' });
  const admin = await enter('admin@shanghai.demo');
  const { page } = admin;
  await admin.open('/settings/sign-on');
  await page.getByLabel(say('signon_issuer')).fill('login.example.cn');
  await save(page);
  // Said at the field; what was typed stays.
  await page.locator('[aria-invalid="true"]').first().waitFor();
  expect(await page.getByLabel(say('signon_issuer')).inputValue()).toBe('login.example.cn');
  await page.getByLabel(say('signon_issuer')).fill(provider.issuer);
  await page.getByLabel(say('signon_client_id')).fill(CLIENT.id);
  await page.getByLabel(say('signon_secret')).fill('wrong');
  await page.getByLabel(say('signon_scopes')).fill('email profile groups');
  await button(page, 'signon_add_group').click();
  await page.getByLabel(say('signon_group'), { exact: true }).fill('hotline');
  await save(page);
  await button(page, 'signon_test').click();
  await page.getByText(say('signon_test_failed')).waitFor();
  await page.getByLabel(say('signon_secret')).fill(CLIENT.secret);
  await save(page);
  await page.getByText(say('signon_saved_test')).first().waitFor();
  await button(page, 'signon_test').click();
  await page.getByText(say('signon_test_fine')).waitFor();
  await button(page, 'signon_enable').click();
  await page.getByText(say('signon_state_on'), { exact: true }).waitFor();
  expect(await page.content()).not.toContain(CLIENT.secret);
  const code = (await page.locator('[data-company-code]').textContent()) ?? '';

  const colleague = await (await openContext(browser, { ...PHONE, locale: 'en' })).newPage();
  await colleague.goto(`${origin}/sign-in?next=%2Ftickets`);
  await colleague.getByRole('link', { name: english('account_company_link') }).click();
  await colleague.getByLabel(english('signon_page_code')).fill('AAAA-AAAA-AAAA');
  await button(colleague, 'signon_page_go', english).click();
  await colleague.locator('[aria-invalid="true"]').waitFor();
  await colleague.getByLabel(english('signon_page_code')).fill(code.toLowerCase().replaceAll('-', ' '));
  await button(colleague, 'signon_page_go', english).click();
  await colleague.getByRole('link', { name: english('signon_page_enter') }).click();
  await colleague.getByText('Loose').click();
  await colleague.getByText('vouch for a verified e-mail').waitFor();
  // Wherever it went wrong, there is a way on.
  await colleague.getByRole('link', { name: english('signon_page_again') }).click();
  await colleague.getByText('辛同事').click();
  await colleague.waitForURL((url) => url.origin === origin && !url.pathname.startsWith('/sign-in'));
  await colleague.reload();
  expect(new URL(colleague.url()).pathname).not.toBe('/sign-in');
  await colleague.context().close();
  expect(admin.noise).toEqual([]);
});

test('where only the company account is taken, an invitation is accepted, entered by it, and a proof is given by it again', async ({
  browser,
  origin,
  enter,
}) => {
  const admin = await enter('admin@shanghai.demo');
  await admin.open('/settings/sign-on');
  await admin.page.getByLabel(say('signon_passwords')).selectOption('ADMINISTRATORS');
  await save(admin.page);
  await admin.page
    .getByRole('status')
    .filter({ hasText: say('signon_saved') })
    .first()
    .waitFor();
  const email = 'yang.zhanghao@example.cn';
  const { inviteStaff } = await admin.person.get<{ inviteStaff: { id: string }[] }>(
    'mutation ($people: [StaffInvitationInput!]!) { inviteStaff(people: $people, locale: "zh-CN") { id } }',
    { people: [{ email, name: '杨账号', roles: ['hotline_consultant'] }] },
  );
  provider?.knows({ sub: 'yang', email, email_verified: true, name: '杨账号' });
  // Signed in there this morning: in here now, but nothing is proven by it.
  if (provider) provider.ago = 3 * 3600;
  const token = new Seals(DEVELOPMENT_SECRET).token('invitation', inviteStaff[0]?.id ?? '');
  const visitor = await Visitor.arrive(browser, origin);
  const { page } = visitor;
  await page.goto(`${origin}/invitation/${token}`);
  await page.getByLabel(say('people_join_choose')).fill('lange-nicht-gesehen-7');
  await button(page, 'people_join_accept').click();
  await page.getByText(say('people_join_elsewhere_text')).waitFor();
  // Not by the password just chosen: straight to the company's own way in.
  await page.getByRole('link', { name: say('people_join_elsewhere_go') }).click();
  await page.getByRole('link', { name: say('signon_page_enter') }).click();
  await page.getByText('杨账号').click();
  await page.waitForURL((url) => url.origin === origin && !url.pathname.startsWith('/sign-in'));
  await visitor.open('/account/tokens');
  await button(page, 'tokens_new').click();
  await page.getByLabel(say('tokens_name')).fill('每晚导出');
  await button(page, 'tokens_make').click();
  await page.getByRole('link', { name: say('signon_prove') }).click();
  // Asked anew there.
  if (provider) provider.ago = 0;
  await page.getByText('杨账号').click();
  await page.waitForURL((url) => url.pathname === '/account/tokens');
  await button(page, 'tokens_new').click();
  // What was typed waited.
  expect(await page.getByLabel(say('tokens_name')).inputValue()).toBe('每晚导出');
  await button(page, 'tokens_make').click();
  await page.getByText(say('tokens_made_title')).waitFor();
  // The others come in by their passwords again.
  await admin.page.getByLabel(say('signon_passwords')).selectOption('EVERYONE');
  await save(admin.page);
  expect([...admin.noise, ...visitor.noise]).toEqual([]);
  await Promise.all([admin.leave(), visitor.leave()]);
});

test('headquarters is let in to read, everybody there sees it, and the end of the access ends it under its hands', async ({
  enter,
}) => {
  const [admin, hotline, hq] = [
    await enter('admin@shanghai.demo'),
    await enter('hotline@shanghai.demo'),
    await enter('hq@headquarters.demo'),
  ];
  await admin.open('/settings/support-access');
  await button(admin.page, 'support_grant').click();
  await button(admin.page, 'support_grant_verb').click();
  await admin.page.getByText(say('support_granted')).waitFor();
  // Live, on a page somebody had open already.
  await hotline.page.getByText('欧阳静').first().waitFor();
  await hq.open('/hq/support-access');
  await button(hq.page, 'support_enter').click();
  await hq.page.waitForURL('**/today');
  const leave = button(hq.page, 'support_banner_leave');
  await leave.waitFor();
  await hq.page.goto(`${hq.origin}/tickets`);
  await hq.page.locator('main a[href^="/tickets/"]').first().click();
  await hq.page.waitForURL(/\/tickets\/[0-9a-f-]+/);
  await hq.page.goto(`${hq.origin}/customers`);
  await hq.page.locator('main a[href^="/customers/"]').first().click();
  await hq.page.waitForURL(/\/customers\/[0-9a-f-]+/);
  await button(admin.page, 'support_end').click();
  await admin.page
    .getByRole('dialog')
    .getByRole('button', { name: say('support_end') })
    .click();
  await admin.page.getByText(say('support_ended')).first().waitFor();
  await hq.page.getByText(say('support_banner_over')).waitFor();
  // Whoever goes on all the same is told so, and isn't asked to sign in.
  await expect
    .poll(async () => {
      await hq.page.goto(`${hq.origin}/tickets`);
      return new URL(hq.page.url()).pathname;
    })
    .toBe('/support-over');
  await hq.page.getByRole('heading', { name: say('support_over_title') }).waitFor();
  await leave.click();
  await hq.page.waitForURL('**/hq/support-access');
  await admin.open('/settings/audit?by=support');
  await admin.page.getByText('欧阳静').first().waitFor();
});

test('an administrator takes everything along: made in the background, saved as a file whose sum is the one shown', async ({
  enter,
}) => {
  const admin = await enter('admin@shenzhen.demo');
  const { page } = admin;
  await admin.open('/settings/archive');
  await button(page, 'archive_make').click();
  const take = button(page, 'archive_download');
  await take.waitFor({ timeout: 30_000 });
  const sum = (await page.locator('details code').first().textContent()) ?? '';
  const [file] = await Promise.all([page.waitForEvent('download'), take.click()]);
  const zip = readFileSync(await file.path());
  expect(createHash('sha256').update(zip).digest('hex')).toBe(sum);
  expect(unzip(zip).has('csv/support/ticket.csv')).toBe(true);
});
