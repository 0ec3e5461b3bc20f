import { readFileSync } from 'node:fs';
import { DEVELOPMENT_SECRET } from '@landfall/gateway/config/variables';
import { Seals } from '@landfall/kit/seal/seals';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { codeOf } from '../kit/own-browser.ts';
import { stopwatch } from '../kit/stopwatch.ts';
import { test } from './stage.ts';
import { Visitor } from './visitor.ts';
import { wordsOf } from './words.ts';

const say = wordsOf('zh-CN');
const PASSWORD = 'lange-nicht-gesehen-7';
const linkOf = (id: string): string => `/invitation/${new Seals(DEVELOPMENT_SECRET).token('invitation', id)}`;
const button = (page: Page, key: string, values = {}) =>
  page.getByRole('button', { name: new RegExp(`^${say(key, values)}`) });

/** Id of the open invitation of an e-mail. */
async function invitationOf({ person }: Visitor, email: string): Promise<string> {
  const { invitations } = await person.get<{ invitations: { nodes: { id: string; email: string }[] } }>(
    '{ invitations(first: 100) { nodes { id email } } }',
  );
  return invitations.nodes.find((one) => one.email === email)?.id ?? '';
}

/** Somebody at a browser of their own who accepts by choosing a password. */
async function joins(origin: string, visitor: Visitor, id: string): Promise<void> {
  const { page } = visitor;
  await page.goto(origin + linkOf(id));
  await page.getByLabel(say('people_join_choose')).fill('short');
  await button(page, 'people_join_accept').click();
  await page.locator('input[name=password][aria-invalid=true]').waitFor();
  await page.getByLabel(say('people_join_choose')).fill(PASSWORD);
  await button(page, 'people_join_accept').click();
  await page.waitForURL((url) => !url.pathname.startsWith('/invitation'));
}

test('an administrator pastes a list, mends a row, a colleague joins, works, and leaves with the work handed over', async ({
  browser,
  origin,
  enter,
}) => {
  const admin = await enter('admin@shanghai.demo');
  const { page } = admin;
  await admin.open('/staff');
  await page.keyboard.press('n');
  await page.getByRole('tab', { name: say('people_invite_many') }).click();
  await page
    .getByRole('textbox', { name: say('people_list') })
    .fill(
      '姓名,邮箱,角色,部门,服务地区,产品\n白新,bai@shanghai.test,巫师,KIS,浦东新区,KIS\n林新,lin@shanghai.test,热线顾问,KIS,,',
    );
  await button(page, 'people_list_check').click();
  await expect.poll(() => page.locator('dialog table').textContent()).toContain('巫师');
  await button(page, 'people_invite_send_count', { count: 1 }).click();
  await page
    .getByRole('status')
    .filter({ hasText: say('people_list_left', { count: 1 }) })
    .waitFor();
  const text = page.getByRole('textbox', { name: say('people_list') });
  expect(await text.inputValue()).not.toContain('lin@shanghai.test');
  await text.fill((await text.inputValue()).replace('巫师', '热线顾问'));
  await button(page, 'people_list_check').click();
  await button(page, 'people_invite_send_count', { count: 1 }).click();
  await page.locator('dialog').waitFor({ state: 'detached' });
  await page.goto(`${origin}/staff?state=invited`);
  await page.getByText('bai@shanghai.test').waitFor();

  const colleague = await Visitor.arrive(browser, origin);
  const id = await invitationOf(admin, 'bai@shanghai.test');
  await joins(origin, colleague, id);
  await colleague.page.getByText('白新').first().waitFor();
  // The administrator's list heard of it.
  await page.getByText('bai@shanghai.test').waitFor({ state: 'detached' });
  const used = await Visitor.arrive(browser, origin);
  await used.page.goto(origin + linkOf(id));
  await used.page.getByRole('heading', { name: say('people_join_accepted_title') }).waitFor();

  // Takes a ticket, and so has work open.
  const { tickets } = await admin.person.get<{ tickets: { nodes: { id: string; number: string }[] } }>(
    '{ tickets(states: [NEW], first: 1) { nodes { id number } } }',
  );
  const [ticket] = tickets.nodes;
  await colleague.page.goto(`${origin}/tickets/${ticket?.id}`);
  await button(colleague.page, 'words_action_take').first().click();
  await expect
    .poll(async () => {
      const { openWork } = await admin.person.get<{ openWork: { count: number } }>(
        'query ($id: ID!) { openWork(memberId: $id) { count } }',
        { id },
      );
      return openWork.count;
    })
    .toBe(1);

  await admin.open(`/staff/${id}`);
  await button(page, 'people_leave').click();
  await page
    .locator('dialog')
    .getByText(ticket?.number ?? '')
    .waitFor();
  const select = page.locator('dialog').getByLabel(say('people_leave_to'));
  await select.selectOption({ index: 1 });
  const heir = await select.evaluate((element: HTMLSelectElement) => element.selectedOptions[0]?.textContent ?? '');
  await page.getByLabel(say('people_leave_reason')).fill('试用期结束');
  await button(page, 'people_leave_confirm').click();
  await page.locator('dialog').waitFor({ state: 'detached' });
  const elapsed = stopwatch();
  await expect
    .poll(() =>
      colleague.page.request
        .post(`${origin}/graphql`, { data: { query: '{ viewer { id } }' } })
        .then((r) => r.status()),
    )
    .toBe(401);
  expect(elapsed()).toBeLessThan(5500);
  await colleague.page.goto(`${origin}/today`);
  await colleague.page.waitForURL((url) => url.pathname === '/sign-in');
  await admin.open(`/tickets/${ticket?.id}`);
  await page.getByText(say('words_did_ticket_hand_over')).first().waitFor();
  await page.getByText(heir).first().waitFor();
  await admin.open('/staff?state=left');
  await page.getByText('白新').waitFor();
  expect([...admin.noise, ...used.noise]).toEqual([]);
  await Promise.all([admin, colleague, used].map((one) => one.leave()));
});

test('a customer’s administrator invites a colleague, who sees only their own company', async ({
  browser,
  origin,
  enter,
}) => {
  const keeper = await enter('portal@shanghai.demo');
  const { page } = keeper;
  await keeper.open('/portal/people');
  await button(page, 'people_portal_invite').click();
  await page.getByLabel(say('people_name')).fill('孙出纳');
  await page.getByLabel(say('people_email')).fill('sun@yuanhe.test');
  await button(page, 'people_invite_send').click();
  await page.locator('dialog').waitFor({ state: 'detached' });
  await page.getByText('sun@yuanhe.test').waitFor();
  const { customerPeople } = await keeper.person.get<{ customerPeople: { id: string; email: string }[] }>(
    '{ customerPeople { id email } }',
  );
  const colleague = await Visitor.arrive(browser, origin, { locale: 'en', width: 360, height: 780 });
  const invited = customerPeople.find(({ email }) => email === 'sun@yuanhe.test');
  // Written to in Chinese: the page is in that language until another is chosen.
  await joins(origin, colleague, invited?.id ?? '');
  await colleague.page.waitForURL((url) => url.pathname === '/portal');
  await colleague.page.goto(`${origin}/portal/people`);
  await colleague.page.getByText(say('people_portal_only_admin')).waitFor();
  expect(await colleague.page.getByRole('button', { name: say('people_portal_invite') }).count()).toBe(0);
  await colleague.page.goto(`${origin}/staff`);
  await colleague.page.waitForURL((url) => url.pathname === '/portal');
  expect(keeper.noise).toEqual([]);
  await Promise.all([keeper.leave(), colleague.leave()]);
});

test('somebody with a second factor accepts another organisation’s invitation: password, then the code, and is there', async ({
  browser,
  origin,
  enter,
}) => {
  const [admin, theirs] = [await enter('admin@shanghai.demo'), await enter('supervisor@shenzhen.demo')];
  const { beginTotp } = await theirs.person.get<{ beginTotp: { secret: string } }>('mutation { beginTotp { secret } }');
  await theirs.person.get('mutation ($code: String!) { confirmTotp(code: $code) { codes } }', {
    code: codeOf(beginTotp.secret),
  });
  const input = { email: 'supervisor@shenzhen.demo', name: '兼主管', roles: ['area_supervisor'] };
  await admin.person.get(
    'mutation ($people: [StaffInvitationInput!]!) { inviteStaff(people: $people, locale: "zh-CN") { id } }',
    {
      people: [input],
    },
  );
  const visitor = await Visitor.arrive(browser, origin);
  const { page } = visitor;
  await page.goto(origin + linkOf(await invitationOf(admin, input.email)));
  await page.getByLabel(say('people_join_password'), { exact: true }).fill('not it');
  await button(page, 'people_join_accept').click();
  await page.locator('input[name=password][aria-invalid=true]').waitFor();
  await page.getByLabel(say('people_join_password'), { exact: true }).fill('landfall-demo');
  await button(page, 'people_join_accept').click();
  await page.waitForURL((url) => url.pathname === '/sign-in');
  // After a reload the code is still what is asked for.
  await page.reload();
  await page.getByLabel(say('account_code_label')).fill('000000');
  await button(page, 'account_code_go').click();
  await page.locator('[aria-invalid=true]').waitFor();
  // The app's next code: the last one was used to turn it on.
  await page.getByLabel(say('account_code_label')).fill(codeOf(beginTotp.secret, 30));
  await button(page, 'account_code_go').click();
  await page.waitForURL((url) => url.pathname !== '/sign-in');
  // Where they were invited to, though they have another place.
  await page.getByText('兼主管').first().waitFor();
  expect(admin.noise).toEqual([]);
  await Promise.all([admin, theirs, visitor].map((one) => one.leave()));
});

test('headquarters’ administrator invites a colleague, who works there until it is ended; the trail says so and is saved as a file', async ({
  browser,
  origin,
  enter,
}) => {
  const admin = await enter('admin@headquarters.demo');
  const { page } = admin;
  await admin.open('/hq/people');
  await page.keyboard.press('n');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(say('people_name'), { exact: true }).fill('白品质');
  await dialog.getByLabel(say('people_email'), { exact: true }).fill('admin@headquarters.demo');
  await button(page, 'people_invite_send').click();
  // Somebody who is there already: said at the field.
  await dialog.locator('input[type=email][aria-invalid=true]').waitFor();
  await dialog.getByLabel(say('people_email'), { exact: true }).fill('bai@headquarters.test');
  await button(page, 'people_invite_send').click();
  await page.locator('dialog').waitFor({ state: 'detached' });
  const row = page.getByRole('listitem').filter({ hasText: 'bai@headquarters.test' });
  await row.getByText(say('people_state_invited'), { exact: true }).waitFor();
  const { headquartersPeople } = await admin.person.get<{ headquartersPeople: { id: string; email: string }[] }>(
    '{ headquartersPeople { id email } }',
  );
  const invited = headquartersPeople.find(({ email }) => email === 'bai@headquarters.test');
  const colleague = await Visitor.arrive(browser, origin);
  await joins(origin, colleague, invited?.id ?? '');
  await colleague.page.waitForURL((url) => url.pathname === '/hq');
  // Not theirs to see: people and trail are the administrator's.
  expect(await colleague.page.getByRole('link', { name: say('audit_hq_nav') }).count()).toBe(0);
  await row.getByText(say('people_state_invited'), { exact: true }).waitFor({ state: 'detached' });
  await row.getByRole('button', { name: say('people_customer_end') }).click();
  await page.getByLabel(say('people_hq_reason')).fill('调岗');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: say('people_customer_end') })
    .click();
  await row.waitFor({ state: 'detached' });
  const isIn = () =>
    colleague.page.request.post(`${origin}/graphql`, { data: { query: '{ viewer { id } }' } }).then((r) => r.status());
  await expect.poll(isIn).toBe(401);
  await admin.open('/hq/audit');
  await page.locator('summary').getByText(say('audit_do_end_hq')).first().waitFor();
  const [file] = await Promise.all([page.waitForEvent('download'), button(page, 'audit_export').click()]);
  const csv = readFileSync(await file.path(), 'utf8');
  expect(csv).toContain('白品质');
  expect(csv).toContain(say('audit_do_invite_hq'));
  expect(admin.noise).toEqual([]);
  await Promise.all([admin.leave(), colleague.leave()]);
});
