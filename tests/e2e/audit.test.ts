import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { PHONE } from '../kit/browser.ts';
import { test } from './stage.ts';
import { wordsOf } from './words.ts';

const say = wordsOf('zh-CN');
const button = (page: Page, key: string) => page.getByRole('button', { name: say(key), exact: true });

/** What a click downloads. */
async function downloaded(page: Page, click: () => Promise<void>): Promise<Buffer> {
  const [download] = await Promise.all([page.waitForEvent('download'), click()]);
  return readFileSync(await download.path());
}

test('an administrator finds who changed what, reads before and after, and takes the trail as CSV', async ({
  enter,
}) => {
  const hotline = await enter('hotline@shanghai.demo');
  const { customers } = await hotline.person.get<{
    customers: { nodes: { id: string; contacts: { id: string }[] }[] };
  }>('{ customers(first: 1) { nodes { id contacts { id } } } }');
  const [customer] = customers.nodes;
  const input = {
    customerId: customer?.id,
    contactId: customer?.contacts[0]?.id,
    symptom: '结账断号',
    severity: 'HIGH',
  };
  const { raiseTicket } = await hotline.person.get<{ raiseTicket: { id: string; number: string } }>(
    'mutation ($input: RaiseTicketInput!) { raiseTicket(input: $input) { id number } }',
    { input },
  );
  await hotline.person.get('mutation ($id: ID!) { waitTicket(id: $id, reason: "等账套备份") { id } }', {
    id: raiseTicket.id,
  });
  const { page, origin, noise } = await enter('admin@shanghai.demo');
  await page.goto(`${origin}/settings/audit?q=${raiseTicket.number}`);
  const line = page.locator('details').filter({ hasText: say('audit_do_wait_ticket') });
  await line.locator('summary').click();
  await expect.poll(() => line.textContent()).toContain('等账套备份');
  expect(await line.textContent()).toContain(say('words_ticket_waiting'));
  await page.getByLabel(say('audit_kind'), { exact: true }).selectOption('raiseTicket');
  await expect.poll(() => page.locator('details').count()).toBe(1);
  const csv = (await downloaded(page, () => button(page, 'audit_export').click())).toString('utf8');
  expect(csv.startsWith(`\uFEFF${say('audit_when')},`)).toBe(true);
  expect(csv).toContain(raiseTicket.number);
  expect(csv.trim().split('\r\n').length).toBe(2);
  await page.goto(`${origin}/settings/audit?action=exportAudit`);
  await expect.poll(() => page.locator('details').count()).toBe(1);
  expect(noise).toEqual([]);
});

test('a person takes everything kept about them as a file and asks for a correction, which the administrator answers', async ({
  enter,
}) => {
  const { page, origin, noise } = await enter('keyuser@shanghai.demo', PHONE);
  await page.goto(`${origin}/account/data`);
  const zip = await downloaded(page, () => button(page, 'personal_file').click());
  expect(zip.subarray(0, 2).toString()).toBe('PK');
  expect(zip.toString('latin1')).toContain('membership.json');
  await page.getByLabel(say('personal_correct_text')).fill('我的职务应为财务经理');
  await button(page, 'personal_correct_send').click();
  await expect.poll(() => page.getByText('我的职务应为财务经理', { exact: true }).count()).toBe(1);
  const admin = await enter('admin@shanghai.demo');
  await admin.page.goto(`${origin}/settings/personal-data`);
  await button(admin.page, 'personal_admin_settle').click();
  await admin.page.getByRole('textbox', { name: say('personal_admin_answer') }).fill('已更正为财务经理');
  await button(admin.page, 'personal_admin_done').click();
  await expect.poll(() => admin.page.getByText(say('personal_admin_none')).count()).toBe(1);
  await page.reload();
  await expect.poll(() => page.getByText(say('personal_answer', { text: '已更正为财务经理' })).count()).toBe(1);
  expect([...noise, ...admin.noise]).toEqual([]);
});

test('an account is erased by its person, who is told what stays; a contact by the administrator', async ({
  enter,
}) => {
  const { page, origin } = await enter('sales@shanghai.demo');
  await page.goto(`${origin}/account/data`);
  await button(page, 'personal_erase_open').click();
  await expect.poll(() => page.getByText(say('personal_erase_stays')).count()).toBe(1);
  await page.getByLabel(say('personal_erase_type', { email: 'sales@shanghai.demo' })).fill('sales@shanghai.demo');
  await button(page, 'personal_erase_do').click();
  await page.waitForURL(`${origin}/sign-in`);
  const again = await fetch(`${origin}/auth/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin },
    body: JSON.stringify({ email: 'sales@shanghai.demo', password: 'landfall-demo' }),
  });
  expect(again.ok).toBe(false);
  const admin = await enter('admin@shanghai.demo');
  const { customers } = await admin.person.get<{
    customers: { nodes: { id: string; contacts: { name: string }[] }[] };
  }>('{ customers(first: 5) { nodes { id contacts { name } } } }');
  const customer = customers.nodes.find(({ contacts }) => contacts.length > 0);
  const name = customer?.contacts[0]?.name ?? '';
  await admin.page.goto(`${origin}/customers/${customer?.id}`);
  const row = admin.page
    .locator('li')
    .filter({ hasText: name })
    .filter({ has: admin.page.getByRole('button', { name: say('personal_contact_erase') }) });
  await row
    .getByRole('button', { name: say('personal_contact_erase') })
    .first()
    .click();
  await admin.page.getByLabel(say('personal_contact_reason')).fill('本人 11 月 23 日来信');
  await admin.page.getByLabel(say('personal_contact_type', { name })).fill(name);
  await admin.page
    .getByRole('dialog')
    .getByRole('button', { name: say('personal_contact_do') })
    .click();
  await expect.poll(() => row.count()).toBe(0);
});
