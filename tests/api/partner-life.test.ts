import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { test as base } from '../kit/fixtures.ts';
import { appoint, hire, invite, makeCustomer } from '../kit/organisation.ts';
import type { Person } from '../kit/person.ts';
import { stopwatch } from '../kit/stopwatch.ts';
import type { World } from '../kit/world.ts';

const ONBOARD = `mutation ($input: OnboardPartnerInput!, $key: ID) { onboardPartner(input: $input, idempotencyKey: $key) {
  id name state province timeZone calendar contactEmail actions version changes { action toState byName } } }`;
const READ = `query ($id: ID!) { partnership(id: $id) { id state version actions contactEmail policies { policyVersion contactHours clockMode }
  changes { action fromState toState reason byName } } }`;
const SUSPEND = 'mutation ($id: ID!, $reason: String!) { suspendPartner(id: $id, reason: $reason) { id state } }';
const REOPEN = 'mutation ($id: ID!) { reopenPartner(id: $id) { id state } }';
const LEAVE = 'mutation ($id: ID!, $reason: String!) { letPartnerLeave(id: $id, reason: $reason) { id state } }';
const WHO = '{ viewer { name } }';

interface Partnership {
  id: string;
  state: string;
  version: number;
  actions: string[];
  contactEmail: string;
  timeZone: string;
  calendar: string;
  policies: { policyVersion: number; contactHours: number; clockMode: string }[];
  changes: {
    action: string;
    fromState: string | null;
    toState: string;
    reason: string | null;
    byName: string | null;
  }[];
}

const input = (change: object = {}) => ({
  name: `新伙伴 ${randomUUID().slice(0, 8)}`,
  provinceCode: '330000',
  contactName: '钱多多',
  contactEmail: `${randomUUID()}@new.example.cn`,
  ...change,
});

const test = base.extend('admin', ({ world }): Promise<Person> => appoint(world, ['hq_admin']));

async function onboard(world: World, admin: Person, change: object = {}): Promise<Partnership> {
  const { onboardPartner } = await admin.get<{ onboardPartner: Partnership }>(ONBOARD, { input: input(change) });
  // What the first consumer tells has consumers of its own.
  for (let i = 0; i < 2; i += 1) await world.host.consumers.idle();
  return onboardPartner;
}

const read = async (admin: Person, id: string): Promise<Partnership> =>
  (await admin.get<{ partnership: Partnership }>(READ, { id })).partnership;

const rowsOf = async <T extends object>(world: World, text: string, values: unknown[]): Promise<T[]> =>
  (await world.owner.query<T>(text, values)).rows;

test('on-boarding makes the partner its place: policy by the floor, a set-up to do, an invitation; active once the set-up is finished', async ({
  world,
  admin,
  rival,
}) => {
  const changes = await admin.listen<{ partnershipChanged: Partnership }>(
    'subscription { partnershipChanged { id state } }',
  );
  const made = await onboard(world, admin);
  expect(made).toMatchObject({ state: 'INVITED', province: '浙江省', timeZone: 'Asia/Shanghai', calendar: 'CN' });
  expect(made.changes).toEqual([{ action: 'onboard', toState: 'INVITED', byName: admin.name }]);
  const { id } = made;
  const [place] = await rowsOf<object>(
    world,
    `select p.province_code, s.clock_mode, s.contact_hours, s.on_site_hours, i.roles, i.email, u.finished_at
     from identity.partner p join identity.service_policy s using (tenant_id) join identity.invitation i using (tenant_id)
     join identity.set_up u using (tenant_id) where p.tenant_id = $1`,
    [id],
  );
  expect(place).toMatchObject({
    province_code: '330000',
    clock_mode: 'WORKDAY',
    contact_hours: 16,
    on_site_hours: 24,
    roles: ['partner_admin'],
    email: made.contactEmail,
    finished_at: null,
  });
  expect((await read(admin, id)).policies).toEqual([{ policyVersion: 1, contactHours: 16, clockMode: 'WORKDAY' }]);

  const boss = await hire({ tenant: id, name: '新伙伴', world }, '钱多多', ['partner_admin']);
  expect(await boss.codeOf('mutation { finishSetUp { id } }')).toBe('INVALID');
  for (const step of ['HOURS', 'DEPARTMENTS', 'REGIONS', 'CLOCK', 'STAFF'])
    await boss.get('mutation ($step: SetUpStep!) { finishSetUpStep(step: $step) { done } }', { step });
  await boss.get('mutation { finishSetUp { finishedAt } }');
  await changes.until(
    ({ partnershipChanged }) => partnershipChanged.id === id && partnershipChanged.state === 'ACTIVE',
  );
  const active = await read(admin, id);
  expect(active.changes.map(({ action }) => action)).toEqual(['activate', 'onboard']);
  expect(active.actions).toEqual(['updateContact', 'suspend', 'leave']);
  // Nobody else's set-up, and nothing of headquarters' about it.
  expect(await rival.hotline.codeOf('{ setUp { id } }')).toBe('FORBIDDEN');
  expect(await rival.hotline.codeOf(READ, { id })).toBe('INVALID');
  await admin.leave();
});

test('a partner is on-boarded once per intent, under a name nobody has, with an address that is one; only by headquarters’ administrators', async ({
  world,
  admin,
  headquarters,
  rival,
}) => {
  const key = randomUUID();
  const first = input();
  const [a, b] = [
    await admin.get<{ onboardPartner: Partnership }>(ONBOARD, { input: first, key }),
    await admin.get<{ onboardPartner: Partnership }>(ONBOARD, { input: first, key }),
  ];
  expect(a.onboardPartner.id).toBe(b.onboardPartner.id);
  await world.host.consumers.idle();
  const refused = async (change: object) => {
    const { errors } = await admin.ask(ONBOARD, { input: input(change) });
    return [errors?.[0]?.extensions.code, ...(errors?.[0]?.extensions.fields ?? [])];
  };
  expect(await refused({ name: ` ${first.name.toUpperCase()} ` })).toEqual(['INVALID', 'name']);
  expect(await refused({ contactEmail: 'not an address' })).toEqual(['INVALID', 'contactEmail']);
  expect(await refused({ provinceCode: '330100' })).toEqual(['INVALID', 'provinceCode']);
  expect(await refused({ timeZone: 'Mars/Olympus' })).toEqual(['INVALID', 'timeZone']);
  expect(await headquarters.codeOf(ONBOARD, { input: input() })).toBe('FORBIDDEN');
  expect(await rival.hotline.codeOf(ONBOARD, { input: input() })).toBe('INVALID');
});

test('the invitation can be sent again, not at once; a corrected address gets a new one and the old link is taken back', async ({
  world,
  admin,
  rival,
}) => {
  const made = await onboard(world, admin);
  const resend = 'mutation ($id: ID!) { resendPartnerInvitation(id: $id) { id } }';
  expect(await admin.codeOf(resend, { id: made.id })).toBe('LIMITED');
  await world.owner.query(
    `update network.partnership_change set at = at - interval '2 minutes' where partner_id = $1`,
    [made.id],
  );
  await admin.get(resend, { id: made.id });
  await world.host.consumers.idle();
  const invitations = () =>
    rowsOf<{ email: string; send_count: number; gone: boolean }>(
      world,
      'select email, send_count, withdrawn_at is not null as gone from identity.invitation where tenant_id = $1 order by created_at',
      [made.id],
    );
  expect(await invitations()).toEqual([{ email: made.contactEmail, send_count: 2, gone: false }]);
  const contactEmail = `${randomUUID()}@right.example.cn`;
  await admin.get(
    'mutation ($id: ID!, $input: PartnerContactInput!) { updatePartnerContact(id: $id, input: $input) { id } }',
    {
      id: made.id,
      input: { contactName: '钱多多', contactEmail },
    },
  );
  // Two who had it open: the second is told, and nothing of the first one's is overwritten.
  const CONTACT =
    'mutation ($id: ID!, $input: PartnerContactInput!, $v: Int) { updatePartnerContact(id: $id, input: $input, expectedVersion: $v) { version contactName } }';
  const { partnership } = await admin.get<{ partnership: { version: number } }>(
    'query ($id: ID!) { partnership(id: $id) { version } }',
    { id: made.id },
  );
  const input = { contactName: '钱多多', contactEmail, contactPhone: '0574-8888 0001' };
  await admin.get(CONTACT, { id: made.id, input, v: partnership.version });
  expect(await admin.codeOf(CONTACT, { id: made.id, input, v: partnership.version })).toBe('CONFLICT');
  await world.host.consumers.idle();
  expect(await invitations()).toEqual([
    { email: made.contactEmail, send_count: 2, gone: true },
    { email: contactEmail, send_count: 1, gone: false },
  ]);
  await admin.get('mutation ($id: ID!) { withdrawPartner(id: $id, reason: "另签") { state } }', { id: made.id });
  await world.host.consumers.idle();
  expect((await invitations()).every(({ gone }) => gone)).toBe(true);
  expect(await rival.hotline.codeOf(resend, { id: made.id })).toBe('INVALID');
});

test('suspending signs the partner’s people and its customers’ people out within 5 s, closes their sockets, says why, and keeps everything; reopening lets them in', async ({
  world,
  admin,
  rival,
}) => {
  const { id } = await onboard(world, admin);
  const place = { tenant: id, name: '新伙伴', world };
  const boss = await hire(place, '钱多多', ['partner_admin']);
  const customer = await makeCustomer(place, '杭州客户有限公司');
  const guest = await invite(place, customer, '会计');
  for (const step of ['HOURS', 'DEPARTMENTS', 'REGIONS', 'CLOCK', 'STAFF'])
    await boss.get('mutation ($step: SetUpStep!) { finishSetUpStep(step: $step) { done } }', { step });
  await boss.get('mutation { finishSetUp { finishedAt } }');
  await world.host.consumers.idle();
  const socket = await boss.listen('subscription { ticketChanged { id } }');
  await boss.get(WHO);
  expect(await admin.codeOf(SUSPEND, { id, reason: '  ' })).toBe('INVALID');
  const elapsed = stopwatch();
  await admin.get(SUSPEND, { id, reason: '欠费三个月' });
  const isOver = () => socket.seen.some(({ errors }) => errors);
  await expect
    .poll(async () => [await boss.codeOf(WHO), await guest.codeOf(WHO), isOver()])
    .toEqual(['UNAUTHENTICATED', 'UNAUTHENTICATED', true]);
  expect(elapsed()).toBeLessThan(5000);
  const { errors } = await boss.ask(WHO);
  expect(errors?.[0]?.extensions.reason).toBe('partnerSuspended');
  expect(errors?.[0]?.message).toMatch(/suspended/);
  expect(await rival.hotline.get(WHO)).toBeTruthy();
  const kept = await rowsOf(world, 'select 1 from customers.customer where tenant_id = $1', [id]);
  expect(kept).toHaveLength(1);
  const told = (await read(admin, id)).changes[0];
  expect(told).toMatchObject({ action: 'suspend', fromState: 'ACTIVE', reason: '欠费三个月', byName: admin.name });
  await admin.get(REOPEN, { id });
  expect(await boss.get(WHO)).toEqual({ viewer: { name: '钱多多' } });
});

test('a partner can’t lift its suspension: its login sees nothing of it and can set no state it isn’t let in by', async ({
  world,
  admin,
  rival,
}) => {
  const { id } = await onboard(world, admin);
  const desk = world.host.tenancy.reader('desk');
  const as = (tenant: string, text: string) => desk.query({ login: 'desk', tenant }, { text, values: [id] });
  await expect(as(id, `update network.partnership set state = 'LEFT' where id = $1 returning id`)).rejects.toThrow();
  await world.owner.query(`update network.partnership set state = 'SUSPENDED' where id = $1`, [id]);
  expect(await as(id, `update network.partnership set state = 'ACTIVE' where id = $1 returning id`)).toEqual([]);
  expect(await as(rival.tenant, 'select id from network.partnership where id = $1')).toEqual([]);
  expect(await as(rival.tenant, 'select email from network.partner_contact where partner_id = $1')).toEqual([]);
});

test('a leaving partner works on until headquarters says it has left; shutting out asks for a fresh proof', async ({
  world,
  admin,
  rival,
}) => {
  const { id } = await onboard(world, admin);
  await world.owner.query(`update network.partnership set state = 'ACTIVE' where id = $1`, [id]);
  const boss = await hire({ tenant: id, name: '新伙伴', world }, '钱多多', ['partner_admin']);
  await admin.get(LEAVE, { id, reason: '合同到期' });
  expect(await boss.get(WHO)).toBeTruthy();
  const finish = 'mutation ($id: ID!) { finishPartnerLeaving(id: $id) { state } }';
  const late = await appoint(world, ['hq_admin']);
  await world.owner.query(
    `update identity.session set proven_at = now() - interval '11 minutes' where membership_id = $1`,
    [late.membershipId],
  );
  expect((await late.ask(finish, { id })).errors?.[0]?.extensions.reason).toBe('proofNeeded');
  await admin.get(finish, { id });
  await expect.poll(() => boss.codeOf(WHO)).toBe('UNAUTHENTICATED');
  expect((await boss.ask(WHO)).errors?.[0]?.extensions.reason).toBe('partnerLeft');
  expect(await rival.hotline.get(WHO)).toBeTruthy();
});

test('headquarters’ login reads what network holds of a partner and nothing that is the partner’s own', async ({
  world,
  rival,
}) => {
  const hq = world.host.tenancy.reader('hq');
  for (const table of [
    'identity.partner',
    'identity.service_policy',
    'identity.closing_day',
    'identity.set_up',
    'identity.partner_logo',
    'identity.membership',
    'identity.account',
    'network.contribution',
  ])
    await expect(
      hq.query({ login: 'hq', tenant: rival.tenant }, { text: `select 1 from ${table} limit 1` }),
    ).rejects.toThrow(/permission denied/);
  // Of invitations its own alone.
  await world.owner.query(
    `insert into identity.invitation (tenant_id, id, batch_id, token_key, email, email_key, name, sort_key, roles, product_lines, divisions, organisation_name, partner_name, locale, created_at, sent_at, expires_at, version)
     values ($1, $2, $2, $3, 'x@rival.cn', $3, '对手', 'd', '{sales}', '{}', '{}', 'x', 'x', 'zh-CN', now(), now(), now() + interval '1 day', 1)`,
    [rival.tenant, randomUUID(), randomUUID()],
  );
  const theirs = `select 1 from identity.invitation where tenant_id = '${rival.tenant}'`;
  expect(await hq.query({ login: 'hq', tenant: rival.tenant }, { text: theirs })).toEqual([]);
  await expect(hq.query({ login: 'hq' }, { text: 'select id from network.partnership limit 1' })).resolves.toBeTruthy();
});
