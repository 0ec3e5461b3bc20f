import { HEADQUARTERS } from '@landfall/kit/viewer/headquarters';
import { tellReminders } from '@landfall/notifications/reminder/tell-reminders';
import { expect } from 'vitest';
import { test } from '../kit/fixtures.ts';
import { appoint, hire, invite, makeCustomer } from '../kit/organisation.ts';
import type { Person } from '../kit/person.ts';
import { dispatch, raise, record, tell, visit } from '../kit/story.ts';

interface Item {
  readonly id: string;
  readonly kind: string;
  readonly noun: string;
  readonly nounId: string;
  readonly number: string | null;
  readonly times: number;
  readonly readAt: string | null;
  readonly at: string;
  readonly detail: { key: string; value: string }[];
}

const INBOX = `query ($unreadOnly: Boolean) { inbox(unreadOnly: $unreadOnly, first: 50) {
  nodes { id kind noun nounId number times readAt at detail { key value } } } inboxSummary { id unreadCount } }`;
const CHANGED = 'subscription { inboxChanged { id unreadCount } }';
const ASSIGN = 'mutation ($id: ID!, $c: ID!) { assignDispatchOrder(id: $id, consultantId: $c) { id } }';
const NOTE =
  'mutation ($id: ID!, $text: String!, $seen: Boolean) { noteTicket(id: $id, text: $text, customerVisible: $seen) { id } }';

async function inboxOf(person: Person, unreadOnly = false): Promise<{ items: Item[]; unread: number }> {
  const { inbox, inboxSummary } = await person.get<{ inbox: { nodes: Item[] }; inboxSummary: { unreadCount: number } }>(
    INBOX,
    { unreadOnly },
  );
  return { items: inbox.nodes, unread: inboxSummary.unreadCount };
}
const kindsOf = async (person: Person): Promise<string[]> => (await inboxOf(person)).items.map(({ kind }) => kind);

test('an order is told to its supervisors and its consultant, live, to nobody who did it, and never to a rival', async ({
  world,
  partner,
  consultant,
  customer,
  rival,
}) => {
  const rivals = await hire(rival, '贼', ['area_supervisor', 'service_consultant', 'partner_admin']);
  const [heard, silent, hotline] = await Promise.all([
    consultant.listen<{ inboxChanged: { id: string; unreadCount: number } }>(CHANGED),
    rivals.listen(CHANGED),
    partner.hotline.listen(CHANGED),
  ]);
  const { ticketId } = await raise({ ...partner, customer });
  const orderId = await dispatch(partner.hotline, ticketId);
  await partner.supervisor.get(ASSIGN, { id: orderId, c: consultant.membershipId });
  const told = await heard.until(({ inboxChanged }) => inboxChanged.unreadCount === 1);
  expect(told.inboxChanged.id).toBe(consultant.membershipId);
  const { items } = await inboxOf(consultant);
  expect(items).toMatchObject([{ kind: 'ORDER_ASSIGNED', noun: 'dispatchOrder', nounId: orderId, times: 1 }]);
  expect(items[0]?.number).toMatch(/^D\d{4}-/);
  await world.host.consumers.idle();
  expect(await kindsOf(partner.supervisor)).toEqual(['ORDER_RECEIVED']);
  expect(await inboxOf(partner.hotline)).toEqual({ items: [], unread: 0 });
  expect(await inboxOf(rivals)).toEqual({ items: [], unread: 0 });
  expect([silent.seen, hotline.seen]).toEqual([[], []]);
  await Promise.all([consultant, rivals, partner.hotline].map((person) => person.leave()));
});

test('the customer’s people are told of the visit, the record and answers; a remark among staff is told to none of them', async ({
  world,
  partner,
  consultant,
  customer,
}) => {
  const stranger = await invite(partner, await makeCustomer(partner, '上海另一家贸易有限公司'), '赵出纳');
  const user = await invite(partner, customer, '孙用户', ['key_user']);
  const { ticketId } = await raise({ ...partner, customer });
  const orderId = await dispatch(partner.hotline, ticketId);
  await visit({ ...partner, consultant, customer }, orderId);
  await record(consultant, orderId);
  await partner.hotline.get(NOTE, { id: ticketId, text: '内部备注', seen: false });
  await partner.hotline.get(NOTE, { id: ticketId, text: '请查收', seen: true });
  await world.host.consumers.idle();
  const { items } = await inboxOf(customer.person);
  expect(items.map(({ kind }) => kind).sort()).toEqual(
    ['CONSULTANT_DEPARTED', 'RECORD_TO_CONFIRM', 'TICKET_ANSWERED', 'VISIT_SCHEDULED'].sort(),
  );
  const scheduled = items.find(({ kind }) => kind === 'VISIT_SCHEDULED');
  expect(scheduled?.detail).toEqual([{ key: 'appointmentAt', value: expect.stringMatching(/^\d{4}-.*Z$/) }]);
  expect(items.find(({ kind }) => kind === 'TICKET_ANSWERED')?.times).toBe(1);
  // A key user who raised nothing is told of nothing; nor is anybody of another customer.
  expect(await inboxOf(user)).toEqual({ items: [], unread: 0 });
  expect(await inboxOf(stranger)).toEqual({ items: [], unread: 0 });
  expect(JSON.stringify(items)).not.toContain('内部备注');
});

test('what a customer asks and answers reaches whoever answers for the ticket, and the hotline until somebody does', async ({
  world,
  partner,
  customer,
}) => {
  const { raiseTicket } = await customer.person.get<{ raiseTicket: { id: string } }>(
    'mutation { raiseTicket(input: { symptom: "打不开账套" }) { id } }',
  );
  const id = raiseTicket.id;
  await world.host.consumers.idle();
  expect(await kindsOf(partner.hotline)).toEqual(['TICKET_RAISED']);
  const other = await hire(partner, '另一位热线', ['hotline_consultant']);
  await other.get('mutation ($id: ID!) { takeTicket(id: $id) { id } }', { id });
  await customer.person.get(NOTE, { id, text: '还是打不开' });
  await customer.person.get(NOTE, { id, text: '请尽快' });
  await world.host.consumers.idle();
  expect(await kindsOf(partner.hotline)).toEqual(['TICKET_RAISED']);
  const { items, unread } = await inboxOf(other);
  expect(items).toMatchObject([{ kind: 'TICKET_REPLIED', nounId: id, times: 2 }]);
  expect(unread).toBe(1);
});

test('items are read, and unread again, by their owner alone; another person’s id is not found', async ({
  world,
  partner,
  consultant,
  customer,
  rival,
}) => {
  await tell({ ...partner, consultant, customer });
  await world.host.consumers.idle();
  const { items } = await inboxOf(customer.person);
  const ids = items.map(({ id }) => id);
  expect(ids.length).toBeGreaterThan(1);
  const MARK = 'mutation ($ids: [ID!]!, $read: Boolean) { markRead(ids: $ids, read: $read) { unreadCount } }';
  const thief = await hire(rival, '贼', ['partner_admin']);
  const colleague = await invite(partner, customer, '钱经理');
  for (const person of [consultant, partner.supervisor, colleague, thief])
    expect(await person.codeOf(MARK, { ids: [ids[0]] })).toBe('NOT_FOUND');
  expect(await customer.person.codeOf(MARK, { ids: [ids[0], '01999999-9999-7999-8999-999999999999'] })).toBe(
    'NOT_FOUND',
  );
  const other = await customer.person.listen<{ inboxChanged: { unreadCount: number } }>(CHANGED);
  expect(await customer.person.get(MARK, { ids: [ids[0]] })).toEqual({ markRead: { unreadCount: ids.length - 1 } });
  await other.until(() => true);
  expect((await inboxOf(customer.person, true)).items.map(({ id }) => id)).not.toContain(ids[0]);
  expect(await customer.person.get(MARK, { ids: [ids[0]], read: false })).toEqual({
    markRead: { unreadCount: ids.length },
  });
  const oldest = items.at(-1);
  const ALL = 'mutation ($before: DateTime) { markAllRead(before: $before) { unreadCount } }';
  expect(await customer.person.get(ALL, { before: oldest?.at })).toEqual({
    markAllRead: { unreadCount: ids.length - 1 },
  });
  expect(await customer.person.get(ALL)).toEqual({ markAllRead: { unreadCount: 0 } });
  await customer.person.leave();
});

test('whoever wants no news of a kind gets none, whoever wants it by mail gets one mail for several', async ({
  world,
  partner,
  consultant,
  customer,
}) => {
  const SET = `mutation ($kind: InboxKind!, $inApp: Boolean!, $byMail: Boolean!) {
    setNotificationPreference(kind: $kind, inApp: $inApp, byMail: $byMail) { kind inApp byMail } }`;
  await consultant.get(SET, { kind: 'ORDER_ASSIGNED', inApp: false, byMail: false });
  await partner.hotline.get(SET, { kind: 'TICKET_REPLIED', inApp: true, byMail: true });
  expect(await consultant.codeOf(SET, { kind: 'ORDER_RECEIVED', inApp: true, byMail: true })).toBe('NOT_FOUND');
  const { notificationPreferences } = await consultant.get<{
    notificationPreferences: { kind: string; inApp: boolean; byMail: boolean }[];
  }>('{ notificationPreferences { kind inApp byMail } }');
  expect(notificationPreferences).toContainEqual({ kind: 'ORDER_ASSIGNED', inApp: false, byMail: false });
  expect(notificationPreferences.map(({ kind }) => kind)).not.toContain('VISIT_SCHEDULED');
  const { ticketId } = await raise({ ...partner, customer });
  for (const text of ['一', '二', '三']) await customer.person.get(NOTE, { id: ticketId, text });
  const orderId = await dispatch(partner.hotline, ticketId);
  await partner.supervisor.get(ASSIGN, { id: orderId, c: consultant.membershipId });
  await world.host.consumers.idle();
  expect(await kindsOf(consultant)).toEqual([]);
  const { rows } = await world.owner.query<{ membership_id: string; news: string }>(
    `select membership_id, params ->> 'news' as news from notifications.mail where tenant_id = $1 and kind = 'inboxNews' and membership_id = any($2)`,
    [partner.tenant, [partner.hotline.membershipId, consultant.membershipId]],
  );
  expect(rows).toEqual([{ membership_id: partner.hotline.membershipId, news: 'TICKET_REPLIED' }]);
});

test('a promise is told to its owner when its last quarter begins, and when it is broken, once each', async ({
  world,
  partner,
  consultant,
  customer,
}) => {
  const { ticketId } = await raise({ ...partner, customer });
  const orderId = await dispatch(partner.hotline, ticketId);
  await partner.supervisor.get(ASSIGN, { id: orderId, c: consultant.membershipId });
  await world.host.consumers.idle();
  const moveDue = (hours: number) =>
    world.owner.query(
      `with moved as (update ledger.service_promise set since = now() - interval '30 hours', due_at = now() + $2 * interval '1 hour'
         where tenant_id = $1 and noun_id = $3 and kind = 'CONTACT' returning id)
       update notifications.reminder set at = now() - interval '1 minute' where tenant_id = $1 and id in (select id from moved)`,
      [partner.tenant, hours, orderId],
    );
  await moveDue(1);
  await Promise.all([tellReminders(world.host), tellReminders(world.host)]);
  await tellReminders(world.host);
  const near = (await inboxOf(consultant)).items.filter(({ kind }) => kind === 'PROMISE_NEAR');
  expect(near).toMatchObject([{ noun: 'dispatchOrder', nounId: orderId, times: 1 }]);
  expect(near[0]?.detail).toContainEqual({ key: 'promise', value: 'CONTACT' });
  await moveDue(-1);
  await expect.poll(async () => (await kindsOf(consultant)).includes('PROMISE_BROKEN')).toBe(true);
});

test('support access is told to the partner’s administrators, and its answer to whoever asked at headquarters', async ({
  world,
  partner,
  rival,
}) => {
  const asker = await appoint(world, ['hq_admin']);
  const colleague = await appoint(world, ['hq_admin']);
  const admin = await hire(partner, '钱管理', ['partner_admin']);
  const rivals = await hire(rival, '孙管理', ['partner_admin']);
  await world.owner.query(
    `insert into network.partner (partner_id, name, province_code, province) values ($1, $2, '310000', '上海市') on conflict do nothing`,
    [partner.tenant, partner.name],
  );
  const ASK = `mutation ($input: AskSupportAccessInput!) { askSupportAccess(input: $input) { id } }`;
  const endsAt = Temporal.Now.instant().add({ hours: 2 }).toString();
  const { askSupportAccess } = await asker.get<{ askSupportAccess: { id: string } }>(ASK, {
    input: { partnerId: partner.tenant, reason: '查看报错', endsAt },
  });
  await expect.poll(() => kindsOf(admin)).toEqual(['SUPPORT_ACCESS_ASKED']);
  expect(await kindsOf(partner.supervisor)).toEqual([]);
  expect(await kindsOf(rivals)).toEqual([]);
  const heard = await asker.listen<{ inboxChanged: { unreadCount: number } }>(CHANGED);
  await admin.get('mutation ($id: ID!) { refuseSupportAccess(id: $id) { id } }', { id: askSupportAccess.id });
  await heard.until(({ inboxChanged }) => inboxChanged.unreadCount === 1);
  expect((await inboxOf(asker)).items).toMatchObject([
    { kind: 'SUPPORT_ACCESS_REFUSED', noun: 'supportAccess', nounId: askSupportAccess.id },
  ]);
  expect(await kindsOf(colleague)).toEqual([]);
  await asker.leave();
});

test('headquarters has an inbox of its own, and reads nobody’s', async ({ world, headquarters, partner }) => {
  const colleague = await appoint(world);
  expect(await inboxOf(headquarters)).toEqual({ items: [], unread: 0 });
  expect(await inboxOf(colleague)).toEqual({ items: [], unread: 0 });
  // Whatever its login says its tenant is, it sees headquarters' own rows and no others.
  const seen = await world.host.tenancy
    .reader('hq')
    .query<{ tenant_id: string }>(
      { login: 'hq', tenant: partner.tenant },
      { text: 'select distinct tenant_id from notifications.inbox_item' },
    );
  expect(seen.filter(({ tenant_id }) => tenant_id !== HEADQUARTERS)).toEqual([]);
});
