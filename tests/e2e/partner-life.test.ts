import { type Page } from 'playwright-core';
import { expect } from 'vitest';
import { test } from './stage.ts';
import { Visitor } from './visitor.ts';
import { wordsOf } from './words.ts';

const say = wordsOf('zh-CN');
const PASSWORD = 'lange-nicht-gesehen-7';
const EMAIL = 'wen@ningbo.test';
const button = (page: Page, key: string, values = {}) =>
  page.getByRole('button', { name: new RegExp(`^${say(key, values)}`) });

/** The link of the newest kept mail to an address. */
async function linkTo(origin: string, email: string): Promise<string> {
  const find = async (): Promise<string> => {
    const { mails } = (await (await fetch(`${origin}/kept-mail?search=${email}`)).json()) as {
      mails: { id: string }[];
    };
    const [mail] = mails;
    if (!mail) return '';
    const opened = JSON.stringify(await (await fetch(`${origin}/kept-mail/${mail.id}`)).json());
    return /\/invitation\/[\w-]{43}/.exec(opened)?.[0] ?? '';
  };
  await expect.poll(find).toMatch(/^\/invitation/);
  return find();
}

async function next(page: Page, done: string): Promise<void> {
  await button(page, 'settings_set_up_next').click();
  await page.waitForFunction(
    (text) => document.querySelector('[aria-current=step]')?.textContent?.includes(text) === false,
    done,
  );
}

test('headquarters takes a partner in; its administrator accepts, sets up and works; suspended it is told so, reopened it goes on', async ({
  browser,
  origin,
  enter,
}) => {
  const admin = await enter('admin@headquarters.demo');
  await admin.open('/hq/partners');
  await admin.page.keyboard.press('n');
  const dialog = admin.page.locator('dialog');
  await button(dialog as never, 'partners_onboard_verb').click();
  await dialog.locator('[aria-invalid=true]').first().waitFor();
  await dialog.getByLabel(say('partners_onboard_name')).fill('宁波海潮软件服务有限公司');
  await dialog.getByLabel(say('partners_province')).selectOption('330000');
  await dialog.getByLabel(say('partners_contact_name')).fill('温海');
  await dialog.getByLabel(say('partners_contact_email')).fill('wen@ningbo');
  await button(dialog as never, 'partners_onboard_verb').click();
  await dialog.getByText(/name@example.com/).waitFor();
  await dialog.getByLabel(say('partners_contact_email')).fill(EMAIL);
  await button(dialog as never, 'partners_onboard_verb').click();
  await admin.page.waitForURL(/\/hq\/partners\/[\w-]{36}/);
  await admin.page.getByText(say('partners_invited_banner')).waitFor();

  const boss = await Visitor.arrive(browser, origin);
  const { page } = boss;
  await page.goto(origin + (await linkTo(origin, EMAIL)));
  await page.getByLabel(say('people_join_choose')).fill(PASSWORD);
  await button(page, 'people_join_accept').click();
  // The first sign-in leads to the set-up, which can be left and gone on with.
  await page.waitForURL(/\/welcome/);
  await page.waitForLoadState('networkidle');
  await page.locator('[data-day="1"] button[aria-label]').last().click();
  await page.keyboard.press('Escape');
  await page.locator('[data-day="6"] [data-add]').click();
  await next(page, say('settings_hours'));
  await page.getByRole('link', { name: say('settings_set_up_later') }).click();
  await page.waitForURL(/\/today/);
  await page.getByRole('link', { name: say('settings_set_up_resume') }).click();
  await page.getByRole('heading', { name: say('settings_departments'), exact: true }).waitFor();
  await button(page, 'settings_department_add').click();
  await page.getByLabel(say('settings_department')).fill('KIS');
  await next(page, say('settings_departments'));
  await page.getByRole('heading', { name: say('settings_regions'), exact: true }).waitFor();
  await page.getByLabel(say('settings_region_city')).selectOption('330200');
  await button(page, 'settings_region_add').click();
  await page.getByText('宁波市').last().waitFor();
  await next(page, say('settings_regions'));
  const contact = page.getByLabel(say('settings_policy_contact'));
  await contact.fill('20');
  await page
    .getByRole('alert')
    .filter({ hasText: /比总部底线宽松/ })
    .waitFor();
  await contact.fill('12');
  await next(page, say('settings_set_up_clock'));
  await button(page, 'settings_set_up_staff_done').click();
  await button(page, 'settings_set_up_finish').click();
  await page.waitForURL(/\/today/);
  await admin.page.getByText(say('partners_did_activate')).waitFor();
  await admin.page.getByText(/联系 12 小时/).waitFor();

  await boss.open('/settings/policy');
  await page.getByRole('heading', { name: say('settings_policy_versions') }).waitFor();
  await admin.page.keyboard.press('s');
  await dialog.getByLabel(say('partners_reason')).fill('合作协议到期');
  await button(dialog as never, 'partners_act_suspend').click();
  await admin.page.getByText(say('partners_suspended_banner')).waitFor();
  await expect
    .poll(async () => {
      await page.goto(`${origin}/today`);
      return new URL(page.url()).pathname;
    })
    .toBe('/suspended');
  await page.getByRole('heading', { name: say('settings_suspended_title') }).waitFor();

  await admin.page.keyboard.press('o');
  await button(dialog as never, 'partners_act_reopen').click();
  await admin.page.getByText(say('partners_suspended_banner')).waitFor({ state: 'hidden' });
  await page.goto(`${origin}/today`);
  expect(new URL(page.url()).pathname).toBe('/today');
  // The suspended person's page was told at its socket, or, where it asked something just then, at its request.
  const isTold = (line: string): boolean => line.includes('4403') || line.includes('401');
  expect([...admin.noise, ...boss.noise.filter((line) => !isTold(line))]).toEqual([]);
});

const departmentsOf = async ({ person }: Visitor): Promise<string[]> =>
  (
    await person.get<{ organisation: { departments: { name: string }[] } }>('{ organisation { departments { name } } }')
  ).organisation.departments.map(({ name }) => name);

test('what another administrator saved meanwhile is said with their name, what was typed stays, and nothing is overwritten unseen', async ({
  enter,
}) => {
  const [one, two] = [await enter('admin@shanghai.demo'), await enter('admin@shanghai.demo')];
  const SAVE = `mutation ($input: OrganisationInput!) { updateOrganisation(input: $input) { version } }`;
  await one.open('/settings/organisation');
  const line = one.page.getByLabel(say('settings_org_line'));
  const sender = one.page.getByLabel(say('settings_org_sender'));
  // Nothing typed: what others save is simply shown.
  await two.person.get(SAVE, { input: { monitoringLine: '021-5555 0001' } });
  await expect.poll(() => line.inputValue()).toBe('021-5555 0001');
  await line.fill('021-5555 0002');
  await two.person.get(SAVE, { input: { monitoringLine: '021-5555 0003' } });
  const note = one.page.getByRole('alert').filter({ hasText: '021-5555 0003' });
  await note.getByText(say('settings_meanwhile_by', { name: two.name })).waitFor();
  expect(await line.inputValue()).toBe('021-5555 0002');
  // Saved all the same: refused, and still there.
  await one.page
    .getByRole('button', { name: say('settings_save') })
    .first()
    .click();
  await one.page.getByText(say('app_conflict_kept')).waitFor();
  expect(await line.inputValue()).toBe('021-5555 0002');
  await one.page.reload();
  await note.waitFor();
  expect(await line.inputValue()).toBe('021-5555 0002');
  await note.getByRole('button', { name: say('people_conflict_keep') }).click();
  await one.page
    .getByRole('button', { name: say('settings_save') })
    .first()
    .click();
  await one.page.getByText(say('settings_saved')).first().waitFor();
  // Another part of the same thing was changed elsewhere: no reason to ask.
  await sender.fill('沐衡服务台');
  await two.person.get('mutation ($input: DepartmentsInput!) { saveDepartments(input: $input) { version } }', {
    input: {
      departments: [
        ...(await departmentsOf(two)).map((name) => ({ name, was: name as string | null })),
        { name: '新部门', was: null },
      ],
    },
  });
  const names = () =>
    one.page
      .getByLabel(say('settings_department'), { exact: true })
      .evaluateAll((all) => all.map((input) => (input as HTMLInputElement).value));
  await expect.poll(names).toContain('新部门');
  await one.page
    .getByRole('button', { name: say('settings_save') })
    .first()
    .click();
  await expect
    .poll(
      async () =>
        (
          await two.person.get<{ organisation: { senderName: string; monitoringLine: string } }>(
            '{ organisation { senderName monitoringLine } }',
          )
        ).organisation,
    )
    .toEqual({ senderName: '沐衡服务台', monitoringLine: '021-5555 0002' });
  expect([...one.noise, ...two.noise]).toEqual([]);
});
