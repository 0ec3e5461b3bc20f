import { expect } from 'vitest';
import { PHONE } from '../kit/browser.ts';
import { raised, refuses } from './on-form.ts';
import { test } from './stage.ts';
import { Visitor } from './visitor.ts';
import { wordsOf } from './words.ts';

const say = wordsOf('zh-CN');
const tell = wordsOf('en');
const HOTLINE = 'hotline@shanghai.demo';

/** First order of a state, the visitor's own. */
async function orderIn({ person }: Visitor, state: string): Promise<{ id: string; number: string }> {
  const { dispatchOrders } = await person.get<{ dispatchOrders: { nodes: { id: string; number: string }[] } }>(
    `{ dispatchOrders(states: [${state}], mine: true, first: 1) { nodes { id number } } }`,
  );
  const [order] = dispatchOrders.nodes;
  if (!order) throw new Error(`nobody is ${state}`);
  return order;
}

/** The hotline with a customer found and the symptom's field open. */
async function callerFound(visitor: Visitor): Promise<void> {
  await visitor.open('/hotline');
  await visitor.page.getByLabel(say('hotline_search')).fill('元禾');
  await visitor.page.getByRole('button', { name: /元禾/ }).first().click();
  await visitor.page.getByLabel(say('tickets_symptom')).waitFor();
}

test('a wrong password is told, and the address stays', async ({ browser, origin }) => {
  const visitor = await Visitor.arrive(browser, origin);
  const { page } = visitor;
  await visitor.open('/sign-in');
  await page.fill('input[name="email"]', HOTLINE);
  await page.fill('input[name="password"]', 'wrong');
  await page.press('input[name="password"]', 'Enter');
  expect(await page.getByRole('alert').locator('p').first().textContent()).toMatch(/密码/);
  expect(await page.inputValue('input[name="email"]')).toBe(HOTLINE);
  await visitor.leave();
});

test.for(['zh-CN', 'en'] as const)('a number that is none is refused at its field in %s', async (locale, { enter }) => {
  const visitor = await enter(HOTLINE, { locale });
  const words = wordsOf(locale);
  await visitor.open('/hotline');
  const field = visitor.page.getByLabel(words('hotline_number'));
  await field.fill('12ab');
  await field.press('Enter');
  await refuses(field, locale === 'en' ? /[a-z ]{12}/i : /[\u4e00-\u9fff]{4}/, '12ab');
  await visitor.leave();
});

test('an empty symptom is refused; what else was typed stays, through another language and a reload', async ({
  enter,
}) => {
  const visitor = await enter(HOTLINE);
  const { page } = visitor;
  await callerFound(visitor);
  const steps = page.getByLabel(say('tickets_steps_tried'));
  await steps.fill('重启过，换过电脑');
  await page.getByRole('button', { name: say('words_action_raise') }).click();
  await refuses(page.getByLabel(say('tickets_symptom')), say('tickets_symptom_missing'), '');
  expect(await steps.inputValue()).toBe('重启过，换过电脑');
  await page.getByLabel(say('tickets_symptom')).fill('打不开账套');
  await visitor.mark();
  await page.getByRole('button', { name: say('app_account') }).click();
  await page.getByRole('menuitemradio', { name: 'English' }).click();
  const symptom = page.getByLabel(tell('tickets_symptom'));
  await symptom.waitFor();
  expect(await symptom.inputValue()).toBe('打不开账套');
  expect(await visitor.stayed()).toBe(true);
  await page.reload();
  await symptom.waitFor();
  expect(await symptom.inputValue()).toBe('打不开账套');
  expect(await page.getByLabel(tell('tickets_steps_tried')).inputValue()).toBe('重启过，换过电脑');
  expect(visitor.noise).toEqual([]);
  await visitor.leave();
});

test('a customer who asks without words is told at the field', async ({ enter }) => {
  const visitor = await enter('portal@shanghai.demo', { locale: 'en' });
  await visitor.open('/portal/ask');
  const { page } = visitor;
  await page.getByRole('radio').first().check();
  await page.getByRole('radio', { name: tell('portal_severity_high') }).check();
  await page.getByRole('button', { name: tell('portal_ask_send') }).click();
  await refuses(page.getByLabel(tell('portal_ask_symptom')), tell('portal_ask_symptom_missing'), '');
  expect(await page.getByRole('radio', { name: tell('portal_severity_high') }).isChecked()).toBe(true);
  await visitor.leave();
});

test('a time that has passed, or when nobody is there, is refused at its field with the next opening', async ({
  enter,
}) => {
  const visitor = await enter('consultant@shanghai.demo', PHONE);
  const { page } = visitor;
  const { id } = await orderIn(visitor, 'CONTACTED');
  await visitor.open(`/visits/${id}`);
  const time = page.getByLabel(say('visits_time'), { exact: true });
  const agree = () => page.getByRole('button', { name: say('visits_schedule_verb'), exact: true }).tap();
  await time.fill('2020-01-06T10:00');
  await agree();
  await refuses(time, say('visits_time_past'), '2020-01-06T10:00');
  const night = `${Temporal.Now.plainDateISO('Asia/Shanghai').add({ days: 3 })}T03:00`;
  await time.fill(night);
  await agree();
  await refuses(time, /[\u4e00-\u9fff]{4}/, night);
  await page.getByRole('button', { name: /^改为/ }).tap();
  expect(await time.inputValue()).not.toBe(night);
  await visitor.leave();
});

test('a rating that is missing is asked for, on the device and in the portal, in the reader’s language', async ({
  enter,
}) => {
  const [consultant, portal] = await Promise.all([
    enter('consultant@shanghai.demo', { ...PHONE, locale: 'en' }),
    enter('portal@shanghai.demo'),
  ]);
  await consultant.open(`/visits/${(await orderIn(consultant, 'RECORDED')).id}`);
  await consultant.page.getByRole('button', { name: tell('visits_hand_over') }).tap();
  await consultant.page.getByRole('button', { name: tell('visits_said_right') }).tap();
  const opinion = consultant.page.getByLabel(tell('visits_opinion'));
  await opinion.fill('quick and friendly');
  await consultant.page.getByRole('button', { name: tell('visits_next'), exact: true }).tap();
  await refuses(consultant.page.getByRole('radiogroup'), tell('visits_rate_missing'));
  expect(await opinion.inputValue()).toBe('quick and friendly');
  await portal.open(`/portal/visits/${(await orderIn(portal, 'RECORDED')).id}`);
  await portal.page.getByLabel(say('portal_opinion')).fill('讲解很清楚');
  await portal.page.getByRole('button', { name: say('portal_confirm_send') }).click();
  await refuses(portal.page.getByRole('radiogroup'), say('portal_rating_missing'));
  expect(await portal.page.getByLabel(say('portal_opinion')).inputValue()).toBe('讲解很清楚');
  await Promise.all([consultant.leave(), portal.leave()]);
});

test('a dispatch out of term needs a reason, and a supervisor: what was typed stays', async ({ enter }) => {
  const [supervisor, hotline] = await Promise.all([enter('supervisor@shanghai.demo'), enter(HOTLINE)]);
  const { id } = await raised(hotline, 'verdict: ENDED');
  await supervisor.open(`/tickets/${id}`);
  await supervisor.page.keyboard.press('d');
  const dialog = supervisor.page.getByRole('dialog');
  const reason = dialog.getByLabel(say('tickets_dispatch_reason'), { exact: true });
  await dialog.getByLabel(say('tickets_dispatch_accepted_by')).fill('张经理');
  await dialog.getByRole('button', { name: say('words_action_dispatch') }).click();
  await refuses(reason, say('tickets_dispatch_reason_missing'), '');
  expect(await dialog.getByLabel(say('tickets_dispatch_accepted_by')).inputValue()).toBe('张经理');
  await reason.fill('老客户，先处理后续签');
  await dialog.getByRole('button', { name: say('words_action_dispatch') }).click();
  await supervisor.page.getByText(/已派单 D/).waitFor();
  await Promise.all([supervisor.leave(), hotline.leave()]);
});

test('of two people at once one is told that the other was first, keeps the words, and can go on', async ({
  enter,
}) => {
  const [one, other] = await Promise.all([enter(HOTLINE), enter('hotline2@shanghai.demo')]);
  const { id } = await raised(one, 'verdict: IN_SERVICE');
  const { page } = one;
  await one.open(`/tickets/${id}`);
  await page.keyboard.press('s');
  const dialog = page.getByRole('dialog');
  const solution = dialog.getByLabel(say('tickets_solution'));
  await solution.fill('重装打印驱动后恢复');
  // While the request is on its way, somebody else asks the customer something, and has the answer.
  let isFirst = true;
  await page.route('**/graphql', async (route) => {
    if (isFirst && route.request().postData()?.includes('ResolveTicket')) {
      isFirst = false;
      await other.person.get('mutation ($id: ID!) { waitTicket(id: $id, reason: "打印机型号？") { id } }', { id });
      await other.person.get('mutation ($id: ID!) { resumeTicket(id: $id) { id } }', { id });
    }
    await route.continue();
  });
  await dialog.getByRole('button', { name: say('words_action_resolve') }).click();
  await dialog.getByRole('alert').getByText(say('app_conflict_kept')).waitFor();
  expect(await solution.inputValue()).toBe('重装打印驱动后恢复');
  await page.locator('main').getByText(other.name).first().waitFor();
  await dialog.getByRole('button', { name: say('words_action_resolve') }).click();
  await page.getByText(say('tickets_resolved_now')).waitFor();
  await Promise.all([one.leave(), other.leave()]);
});

test('without network the phone says so, keeps it, and sends it by itself later, once', async ({ enter }) => {
  const visitor = await enter('consultant@shanghai.demo', PHONE);
  const { page, context, person } = visitor;
  const { id } = await orderIn(visitor, 'ASSIGNED');
  await visitor.open(`/visits/${id}`);
  await page.getByLabel(say('visits_contact_note')).fill('周三上午在');
  await context.setOffline(true);
  await page.getByRole('button', { name: say('visits_reached') }).tap();
  await page.getByText(say('visits_unsent')).waitFor();
  expect(await page.getByLabel(say('visits_contact_note')).inputValue()).toBe('周三上午在');
  await context.setOffline(false);
  await page.getByRole('heading', { name: say('visits_step_schedule') }).waitFor();
  const { dispatchOrder } = await person.get<{ dispatchOrder: { activities: { action: string }[] } }>(
    'query ($id: ID!) { dispatchOrder(id: $id) { activities { action } } }',
    { id },
  );
  expect(dispatchOrder.activities.filter(({ action }) => action === 'order.contact')).toHaveLength(1);
  await visitor.leave();
});

test('the ticket list and everything beyond it by keyboard alone', async ({ enter }) => {
  const visitor = await enter(HOTLINE);
  const { page } = visitor;
  await visitor.open('/tickets');
  const focused = () =>
    page.evaluate(() => document.activeElement?.getAttribute('href') ?? document.activeElement?.tagName);
  const rows = await page.locator('a[data-row]').evaluateAll((all) => all.map((row) => row.getAttribute('href')));
  await page.keyboard.press('j');
  expect(await focused()).toBe(rows[0]);
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('k');
  expect(await focused()).toBe(rows[1]);
  await page.keyboard.press('Enter');
  await page.waitForURL(`**${rows[1]}`);
  await page.keyboard.press('g');
  await page.keyboard.press('i');
  await page.waitForURL('**/tickets');
  await page.keyboard.press('/');
  expect(await focused()).toBe('INPUT');
  await page.keyboard.type('元禾');
  await page.waitForURL(/\?q=/);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill('元禾');
  await page.getByRole('option', { name: /元禾/ }).first().waitFor();
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => url.pathname !== '/tickets');
  await page.keyboard.press('?');
  const keys = page.getByRole('dialog', { name: say('app_shortcuts') });
  await keys.waitFor();
  await page.keyboard.press('Escape');
  await keys.waitFor({ state: 'hidden' });
  expect(visitor.noise).toEqual([]);
  await visitor.leave();
});
