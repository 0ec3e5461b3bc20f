import type { Locator } from 'playwright-core';
import { expect } from 'vitest';
import { dispatch, raise, record } from '../kit/story.ts';
import { assignAndContact, type Cast, test as staged } from './cast.ts';
import { agreeAndArrive, confirmOnDevice, fillRecord } from './on-site.ts';
import { PRODUCTION } from './stage.ts';
import { steal } from './theft.ts';
import type { Visitor } from './visitor.ts';
import { wordsOf } from './words.ts';

/** As it runs for real: pages name their operations, and nobody's own documents are taken from a browser. */
const test = staged.override('environment', PRODUCTION);

const say = wordsOf('zh-CN');
const SYMPTOM = '月末结账提示“科目余额不平”，凭证无法过账';

/** What the story leaves behind, step by step. */
const story = { ticketId: '', ticketNumber: '', orderId: '', orderNumber: '' };

/** The person's page says this by itself. */
const says = ({ page }: Visitor, text: string): Promise<void> =>
  page.getByText(text, { exact: false }).first().waitFor();

/** The order's card. */
const tile = (where: Locator): Locator => where.locator(`a[data-tile="${story.orderId}"]`);

/** A figure's numerator and denominator as headquarters' page shows them. */
async function basis({ page }: Visitor): Promise<number[]> {
  const text = await page.locator('article', { has: page.locator('#figure-contacted-in-time') }).textContent();
  return (/([\d,]+) \/ ([\d,]+)/.exec(text ?? '') ?? []).slice(1).map((number) => Number(number.replaceAll(',', '')));
}

/** What headquarters is told of the rival. */
async function rivalFigures({ headquarters }: Cast): Promise<unknown> {
  const { figures } = await headquarters.person.get<{ figures: { code: string; byPartner: { name: string }[] }[] }>(
    '{ figures { code byPartner { name numerator denominator enough } } }',
  );
  return figures.map(({ code, byPartner }) => [code, byPartner.find(({ name }) => name.startsWith('深圳'))]);
}

let rivalBefore: unknown;

test('everybody opens their page, in six browsers at once', async ({ cast }) => {
  const { hotline, supervisor, consultant, portal, headquarters, rival } = cast;
  rivalBefore = await rivalFigures(cast);
  await Promise.all([
    hotline.open('/hotline'),
    supervisor.open('/dispatch'),
    consultant.open('/visits'),
    portal.open('/portal'),
    headquarters.open('/hq'),
    rival.open('/dispatch'),
  ]);
  for (const visitor of [supervisor, consultant, portal, headquarters, rival]) await visitor.mark();
});

test('an unknown number offers a search by pinyin initials and by serial, and can be noted', async ({ cast }) => {
  const { hotline, customer } = cast;
  const { page } = hotline;
  await page.getByLabel(say('hotline_number')).fill('010 5555 0199');
  await page.getByRole('button', { name: say('hotline_look_up') }).click();
  await says(hotline, say('hotline_unknown_number'));
  const search = page.getByLabel(say('hotline_search'));
  for (const text of ['yhjm', customer.serial]) {
    await search.fill(text);
    await page.getByRole('button', { name: customer.name }).waitFor();
  }
  await page.getByLabel(say('hotline_caller_name')).fill('马先生');
  await page.getByLabel(say('hotline_note')).fill('想了解云星空，下周再来电');
  await page.getByRole('button', { name: say('hotline_note_call') }).click();
  await page
    .getByText(/已记下来电 H/)
    .first()
    .waitFor();
  await page
    .getByRole('button', { name: say('hotline_next') })
    .first()
    .click();
  await page.getByRole('link', { name: /马先生/ }).waitFor();
});

test('a number pasted as it was written down shows who calls, what it runs, and the verdict in words', async ({
  cast,
}) => {
  const { hotline, customer } = cast;
  const { page } = hotline;
  const [first = '', ...rest] = customer.mobile.split(' ');
  await page.evaluate((text) => navigator.clipboard.writeText(text), `+86 (${first}) ${rest.join('-')} 转 12`);
  await page.getByLabel(say('hotline_number')).focus();
  await page.keyboard.press('Control+V');
  const card = page.getByRole('region', { name: say('hotline_caller') });
  await card.getByRole('heading', { name: customer.name }).waitFor();
  const told = await card.textContent();
  for (const text of [customer.contactName, customer.serial, '上海市']) expect(told).toContain(text);
  expect(told).toMatch(/服务期至 \d{4}/);
  for (const key of ['customers_open_tickets', 'customers_visits']) expect(told).toContain(say(key));
});

test('a symptom becomes a ticket, the ticket a dispatch with two promises, each derived line by line', async ({
  cast,
}) => {
  const { hotline, portal } = cast;
  const { page } = hotline;
  await page.getByLabel(say('tickets_symptom')).fill(SYMPTOM);
  await page.keyboard.press('Control+Enter');
  const raised = page.getByRole('region', { name: say('hotline_result') });
  const link = raised.locator('a[href^="/tickets/"]');
  story.ticketNumber = (await link.textContent()) ?? '';
  story.ticketId = ((await link.getAttribute('href')) ?? '').replace('/tickets/', '');
  const request = portal.page.locator(`a[href="/portal/tickets/${story.ticketId}"]`).first();
  await request.click();
  await says(portal, say('portal_now_received'));
  await raised.getByRole('button', { name: say('words_action_dispatch') }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: say('words_action_dispatch') }).click();
  story.orderNumber = /D\d{4}-\d+/.exec((await page.getByText(/已派单 D/).textContent()) ?? '')?.[0] ?? '';
  await says(portal, say('portal_now_arranging'));
  for (const kind of ['promise_kind_contact', 'promise_kind_on_site']) {
    await raised.getByRole('button', { name: say(kind) }).click();
    const lines = page.getByRole('dialog', { name: say('promise_why') }).getByRole('listitem');
    await lines
      .last()
      .filter({ hasText: say('promise_line_due') })
      .waitFor();
    expect(await lines.first().textContent()).toContain(say('promise_line_started'));
    expect(await lines.count()).toBeGreaterThan(2);
    await page.keyboard.press('Escape');
  }
});

test('the supervisor’s board shows it by itself; candidates are ranked with reasons, and one is assigned', async ({
  cast,
}) => {
  const { supervisor, consultant, portal } = cast;
  const { page } = supervisor;
  const card = page.locator('a[data-tile]', { hasText: story.orderNumber });
  await card.waitFor();
  expect(await supervisor.stayed()).toBe(true);
  story.orderId = (await card.getAttribute('data-tile')) ?? '';
  await card.click();
  const candidates = page.getByRole('region', { name: say('dispatch_candidates') });
  const best = candidates.getByRole('listitem').first();
  await best.waitFor();
  const reasons = await best.textContent();
  for (const reason of [/K3 已认证/, /负责浦东/, /手上 \d+ 单/]) expect(reasons).toMatch(reason);
  await candidates
    .getByRole('button', { name: say('dispatch_assign_to', { name: consultant.name }), exact: true })
    .last()
    .click();
  await says(supervisor, say('dispatch_assigned', { number: story.orderNumber, name: consultant.name }));
  await says(portal, say('portal_now_assigned', { name: consultant.name }));
  expect(await supervisor.stayed()).toBe(true);
});

test('on the phone the visit comes by itself; an attempt is noted, the customer reached, and headquarters sees it move', async ({
  cast,
}) => {
  const { consultant, headquarters, portal, customer } = cast;
  const { page } = consultant;
  const [kept = 0, decided = 0] = await basis(headquarters);
  await page
    .getByRole('article')
    .filter({ hasText: story.orderNumber })
    .getByRole('link', { name: customer.name })
    .tap();
  expect(await consultant.stayed()).toBe(true);
  await page.getByLabel(say('visits_contact_note')).fill('占线，半小时后再打');
  await page.getByRole('button', { name: say('visits_not_reached') }).tap();
  await says(consultant, say('visits_attempts', { count: 1 }));
  await page.getByRole('button', { name: say('visits_reached') }).tap();
  await page.getByRole('heading', { name: say('visits_step_schedule') }).waitFor();
  await says(portal, say('portal_now_agreeing', { name: consultant.name }));
  await says(headquarters, say('figure_moved'));
  await expect.poll(() => basis(headquarters), { timeout: 10_000 }).toEqual([kept + 1, decided + 1]);
  expect(await headquarters.stayed()).toBe(true);
});

test('a time is agreed, the way and the arrival told: board and portal follow by themselves', async ({ cast }) => {
  const { consultant, supervisor, portal } = cast;
  await agreeAndArrive(consultant, {
    agreed: () =>
      portal.page
        .getByText(new RegExp(`${consultant.name}将于.+上门`))
        .first()
        .waitFor(),
    left: () => says(portal, say('portal_now_en_route', { name: consultant.name })),
    arrived: () => says(portal, say('portal_now_on_site', { name: consultant.name })),
  });
  const there = supervisor.page.getByRole('region', { name: say('dispatch_column_there') });
  await tile(there).waitFor();
  for (const visitor of [portal, supervisor, consultant]) expect(await visitor.stayed()).toBe(true);
});

test('the record is filled on site, read, rated and signed on the device, and the ticket closes', async ({ cast }) => {
  const { consultant, hotline, portal, customer } = cast;
  await hotline.open(`/tickets/${story.ticketId}`);
  await hotline.mark();
  await fillRecord(consultant);
  await says(portal, say('portal_now_confirm_record'));
  await confirmOnDevice(consultant, { rating: 5, name: customer.contactName });
  await says(portal, say('portal_now_done'));
  expect(await portal.stayed()).toBe(true);
  await hotline.page.getByRole('heading', { name: story.ticketNumber }).waitFor();
  await says(hotline, say('words_ticket_closed'));
  expect(await hotline.stayed()).toBe(true);
  await portal.page.getByRole('link', { name: say('portal_open_visit') }).click();
  await portal.page.waitForURL(`**/portal/visits/${story.orderId}`);
  for (const key of ['portal_via_device', 'portal_fingerprint_same', 'portal_dispute_device', 'portal_dispute_open'])
    await says(portal, say(key));
  await portal.page.getByRole('img', { name: say('portal_signature_of', { name: customer.contactName }) }).waitFor();
});

test('a later edit is another version: what was confirmed before counts no more, and the portal asks anew', async ({
  cast,
}) => {
  const { consultant, hotline, portal } = cast;
  await consultant.page
    .getByRole('link', { name: say('visits_edit') })
    .first()
    .tap();
  await says(consultant, say('visits_revision_note', { revision: 2 }));
  await fillRecord(consultant, { steps: '反结账后重新过账\n校验科目余额\n教会出纳每日备份' });
  const { page } = portal;
  await says(portal, say('portal_record_revision', { revision: 2 }));
  await says(portal, '教会出纳每日备份');
  await says(hotline, say('words_ticket_resolved'));
  await page.getByRole('radio', { name: /^5/ }).check({ force: true });
  await page.getByRole('button', { name: say('portal_confirm_send') }).click();
  await says(portal, say('portal_via_portal'));
  await says(hotline, say('words_ticket_closed'));
  for (const visitor of [portal, hotline]) expect(await visitor.stayed()).toBe(true);
});

test('a second visit waits on the customer’s first page and is confirmed in the portal', async ({ cast }) => {
  const { hotline, supervisor, consultant, portal, customer } = cast;
  await portal.open('/portal');
  await portal.mark();
  const { ticketId } = await raise({ hotline: hotline.person, customer });
  const orderId = await dispatch(hotline.person, ticketId);
  await assignAndContact(supervisor.person, orderId, consultant.person.membershipId);
  await consultant.open(`/visits/${orderId}`);
  await agreeAndArrive(consultant);
  await record(consultant.person, orderId);
  const { page } = portal;
  await page.locator(`a[href="/portal/visits/${orderId}"]`).first().click();
  await page.getByRole('radio', { name: /^4/ }).check({ force: true });
  await page.getByLabel(say('portal_opinion')).fill('来得及时');
  await page.getByRole('button', { name: say('portal_confirm_send') }).click();
  await says(portal, say('portal_via_portal'));
  await says(portal, '来得及时');
  expect(await portal.stayed()).toBe(true);
});

test('rival, with every id of the story, finds nothing: no page, no answer, no search, no event, no number', async ({
  cast,
  enter,
}) => {
  const { rival, customer } = cast;
  const { ticketId, orderId } = story;
  expect(await rival.stayed()).toBe(true);
  const secrets = [ticketId, orderId, customer.id, customer.name, customer.serial, SYMPTOM];
  const heard = rival.told.join('\n');
  for (const secret of secrets) expect(heard).not.toContain(secret);
  const [theirPortal, otherCustomer] = await Promise.all([
    enter('portal@shenzhen.demo'),
    enter('portal2@shanghai.demo'),
  ]);
  const desk = [`/tickets/${ticketId}`, `/visits/${orderId}`, `/customers/${customer.id}`];
  const pages: (readonly [Visitor, string, string])[] = [
    ...desk.map((path) => [rival, path, 'app_error_missing_title'] as const),
    [rival, `/dispatch?order=${orderId}`, 'dispatch_missing'],
    ...[theirPortal, otherCustomer].flatMap((visitor) =>
      [`/portal/tickets/${ticketId}`, `/portal/visits/${orderId}`].map(
        (path) => [visitor, path, 'app_error_missing_title'] as const,
      ),
    ),
  ];
  for (const [visitor, path, message] of pages) {
    await visitor.open(path);
    await says(visitor, say(message));
    const html = await visitor.page.content();
    for (const secret of [customer.name, customer.serial, SYMPTOM]) expect(html, path).not.toContain(secret);
  }
  await steal(rival.person, { ...story, customer, consultantId: rival.person.membershipId });
  expect(await rivalFigures(cast)).toEqual(rivalBefore);
});

test('a document of one’s own is refused to everybody who comes with a browser’s session', async ({ cast }) => {
  for (const { context, origin } of [cast.hotline, cast.portal, cast.headquarters, cast.rival]) {
    const said = await context.request.post(`${origin}/graphql`, { data: { query: '{ viewer { name } }' } });
    expect([said.status(), await said.text()]).toEqual([403, expect.stringContaining('persistedOnly')]);
  }
});

test('nobody’s page complained', async ({ cast }) => {
  const { customer: _, ...people } = cast;
  expect(Object.values(people).flatMap(({ noise }) => noise)).toEqual([]);
});
