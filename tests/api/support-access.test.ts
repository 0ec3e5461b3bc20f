import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { services } from '@landfall/gateway/host/services';
import { emailKey } from '@landfall/identity/account/email-key';
import { HEADQUARTERS } from '@landfall/kit/viewer/headquarters';
import { watchRunOut } from '@landfall/network/support-access/run-out';
import { buildSchema } from 'graphql';
import { expect } from 'vitest';
import { eventually } from '../kit/copy.ts';
import { test } from '../kit/fixtures.ts';
import { appoint, hire, type Organisation } from '../kit/organisation.ts';
import { Person } from '../kit/person.ts';
import { stopwatch } from '../kit/stopwatch.ts';
import { dispatch, raise } from '../kit/story.ts';
import type { World } from '../kit/world.ts';

const FIELDS = '{ id state partnerId partnerName reason askedBy mayWrite roles endsAt isMine note }';
const ASK = `mutation ($input: AskSupportAccessInput!) { askSupportAccess(input: $input) ${FIELDS} }`;
const GRANT =
  `mutation ($id: ID!, $input: GrantSupportAccessInput!) { grantSupportAccess(id: $id, input: $input) ${FIELDS} answeredBy } }`.replace(
    `${FIELDS} answeredBy }`,
    `${FIELDS.slice(0, -1)} answeredBy }`,
  );
const LIST = `{ supportAccesses { nodes ${FIELDS} } }`;

interface Access {
  id: string;
  state: string;
}

const inHours = (hours: number) => Temporal.Now.instant().add({ hours }).toString();

/** The partner as headquarters knows it: published. */
async function publish(world: World, { tenant, name }: Organisation): Promise<void> {
  await world.owner.query(
    `insert into network.partner (partner_id, name, province_code, province) values ($1, $2, '310000', '上海市') on conflict do nothing`,
    [tenant, name],
  );
}

async function ask(world: World, headquarters: Person, partner: Organisation, hours = 4): Promise<Access> {
  await publish(world, partner);
  await withAccount(world, headquarters);
  const input = { partnerId: partner.tenant, reason: '协助排查派单看板打不开', endsAt: inHours(hours) };
  return (await headquarters.get<{ askSupportAccess: Access }>(ASK, { input })).askSupportAccess;
}

/** The account behind somebody at headquarters. */
async function withAccount(world: World, person: Person): Promise<Person> {
  const email = `${randomUUID()}@example.cn`;
  await world.owner.query(
    `insert into identity.account (id, email_key, email) select account_id, $1, $2 from identity.headquarters_membership where id = $3 on conflict do nothing`,
    [emailKey(email), email, person.membershipId],
  );
  return person;
}

/** Goes in or out: the new session where it was let in. */
async function go(world: World, person: Person, way: 'enter' | 'leave', id?: string) {
  const response = await fetch(`${world.url}/auth/support/${way}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'accept-language': 'en', cookie: `landfall=${person.token}` },
    body: JSON.stringify({ id }),
  });
  const token = /landfall=([\w-]{43})/.exec(response.headers.get('set-cookie') ?? '')?.[1];
  const body = (await response.json()) as { reason?: string; message?: string };
  return { status: response.status, body, person: token ? new Person(world, token, '', '', '') : undefined };
}

/** Asked, granted and gone in. */
async function inside(world: World, headquarters: Person, partner: Organisation, roles: string[] = []) {
  const admin = await hire(partner, '管理员', ['partner_admin']);
  const { id } = await ask(world, headquarters, partner);
  await admin.get(GRANT, { id, input: { roles } });
  const { person } = await go(world, headquarters, 'enter', id);
  if (!person) throw new Error('not let in');
  return { visitor: person, admin, id };
}

/** Waits until a session is closed to its person. */
async function closed(person: Person): Promise<void> {
  const isClosed = async () => (await person.codeOf('{ viewer { name } }')) === 'UNAUTHENTICATED';
  expect(await eventually(isClosed, 5000)).toBe(true);
}

const linesOf = async (world: World, tenant: string, action: string) =>
  (
    await world.owner.query<{
      noun_id: string;
      customer_id: string | null;
      support_id: string;
      after: { fields: string[] };
    }>(
      'select noun_id, customer_id, support_id, after from ledger.audit_entry where tenant_id = $1 and action = $2 order by at, id',
      [tenant, action],
    )
  ).rows;

test('headquarters asks with a reason and an end of at most 72 hours, and that partner’s administrator alone answers', async ({
  world,
  partner,
  rival,
  headquarters,
}) => {
  const asked = await ask(world, headquarters, partner);
  expect(asked).toMatchObject({ state: 'ASKED', mayWrite: false, isMine: true, partnerName: partner.name });
  const too = { partnerId: partner.tenant, reason: '更久', endsAt: inHours(73) };
  expect((await headquarters.ask(ASK, { input: too })).errors?.[0]?.extensions).toMatchObject({
    reason: 'supportAccess.tooLong',
  });
  expect(await headquarters.codeOf(ASK, { input: { ...too, reason: ' ', endsAt: inHours(1) } })).toBe('INVALID');
  const [admin, theirs] = [
    await hire(partner, '管理员', ['partner_admin']),
    await hire(rival, '对手', ['partner_admin']),
  ];
  expect(await theirs.get(LIST)).toEqual({ supportAccesses: { nodes: [] } });
  expect(await theirs.codeOf(GRANT, { id: asked.id, input: { roles: [] } })).toBe('NOT_FOUND');
  expect(await partner.hotline.codeOf(LIST)).toBe('FORBIDDEN');
  expect(await headquarters.codeOf(GRANT, { id: asked.id, input: { roles: [] } })).toBe('INVALID');
  expect(await admin.codeOf(GRANT, { id: asked.id, input: { roles: ['partner_admin'] } })).toBe('INVALID');
  expect(
    (await admin.ask(GRANT, { id: asked.id, input: { roles: [], endsAt: inHours(5) } })).errors?.[0]?.extensions,
  ).toMatchObject({
    reason: 'supportAccess.later',
  });
  const { grantSupportAccess } = await admin.get<{ grantSupportAccess: Access }>(GRANT, {
    id: asked.id,
    input: { roles: [], note: '请尽快' },
  });
  expect(grantSupportAccess).toMatchObject({ state: 'GRANTED', answeredBy: '管理员', note: '请尽快' });
  expect(await admin.codeOf(GRANT, { id: asked.id, input: { roles: [] } })).toBe('CONFLICT');
});

test('no way in without the grant: not before it, not by somebody else, not after a refusal, not without a proof', async ({
  world,
  partner,
  headquarters,
}) => {
  const admin = await hire(partner, '管理员', ['partner_admin']);
  const { id } = await ask(world, headquarters, partner);
  expect((await go(world, headquarters, 'enter', id)).body).toMatchObject({ reason: 'supportAccess.notOpen' });
  await admin.get(`mutation ($id: ID!) { refuseSupportAccess(id: $id, note: "现在不需要") { id state } }`, { id });
  expect((await go(world, headquarters, 'enter', id)).person).toBeUndefined();
  const second = await ask(world, headquarters, partner);
  await admin.get(GRANT, { id: second.id, input: { roles: [] } });
  const colleague = await withAccount(world, await appoint(world));
  expect((await go(world, colleague, 'enter', second.id)).body).toMatchObject({ reason: 'supportAccess.notOpen' });
  expect((await go(world, partner.hotline, 'enter', second.id)).person).toBeUndefined();
  const unproven = await withAccount(world, await appoint(world));
  await world.owner.query('update identity.session set proven_at = null where membership_id = $1', [
    unproven.membershipId,
  ]);
  const third = await ask(world, unproven, partner);
  await admin.get(GRANT, { id: third.id, input: { roles: [] } });
  expect((await go(world, unproven, 'enter', third.id)).body).toMatchObject({ reason: 'proofNeeded' });
});

test('inside, headquarters reads and changes nothing, and each customer it sees is in the partner’s trail before it is seen', async ({
  world,
  partner,
  customer,
  rival,
  headquarters,
}) => {
  const { ticketId } = await raise({ ...partner, customer });
  const { visitor, id } = await inside(world, headquarters, partner);
  expect(await visitor.get('{ viewer { surface roles partnerName } supportPresence { id isMe mayWrite } }')).toEqual({
    viewer: { surface: 'desk', roles: ['support'], partnerName: partner.name },
    supportPresence: [{ id, isMe: true, mayWrite: false }],
  });
  const { tickets } = await visitor.get<{ tickets: { nodes: { id: string }[] } }>(
    '{ tickets { nodes { id symptom } } }',
  );
  expect(tickets.nodes.map((ticket) => ticket.id)).toContain(ticketId);
  const { errors } = await visitor.ask('mutation ($id: ID!) { takeTicket(id: $id) { id } }', { id: ticketId });
  expect(errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', reason: 'supportReadOnly' });
  expect(errors?.[0]?.message).toContain('only read');
  const lines = await linesOf(world, partner.tenant, 'read');
  expect(lines).toContainEqual({
    noun_id: customer.id,
    customer_id: customer.id,
    support_id: id,
    after: { fields: ['tickets'] },
  });
  expect(await linesOf(world, partner.tenant, 'supportEntered')).toHaveLength(1);
  expect(await linesOf(world, rival.tenant, 'read')).toEqual([]);
});

test('every field that is open to support accounts for whose rows it told', async ({
  world,
  partner,
  customer,
  consultant,
  headquarters,
}) => {
  const { callId, ticketId } = await raise({ ...partner, customer });
  const orderId = await dispatch(partner.hotline, ticketId);
  await partner.supervisor.get(
    'mutation ($id: ID!, $c: ID!) { assignDispatchOrder(id: $id, consultantId: $c) { id } }',
    {
      id: orderId,
      c: consultant.membershipId,
    },
  );
  const { visitor } = await inside(world, headquarters, partner);
  const { ticket } = await partner.hotline.get<{ ticket: { number: string } }>(
    'query ($id: ID!) { ticket(id: $id) { number } }',
    {
      id: ticketId,
    },
  );
  const questions: Record<string, string> = {
    call: `{ call(id: "${callId}") { id state } }`,
    calls: '{ calls { nodes { id state } } }',
    ticket: `{ ticket(id: "${ticketId}") { id symptom } }`,
    tickets: '{ tickets { edges { node { symptom } } } }',
    dispatchOrder: `{ dispatchOrder(id: "${orderId}") { id state } }`,
    dispatchOrders: '{ dispatchOrders { nodes { state } } }',
    customer: `{ customer(id: "${customer.id}") { name } }`,
    customers: '{ customers { nodes { name } } }',
    callerMatches: `{ callerMatches(number: "${customer.mobile}") { matches { customer { name } } } }`,
    entitlement: `{ entitlement(customerId: "${customer.id}") { __typename } }`,
    promises: '{ promises { nodes { id } } }',
    search: `{ search(text: "${ticket.number}") { title } }`,
  };
  for (const [field, question] of Object.entries(questions)) {
    const before = (await linesOf(world, partner.tenant, 'read')).length;
    await visitor.get(question);
    const fresh = (await linesOf(world, partner.tenant, 'read')).slice(before);
    expect(
      fresh.map((line) => line.customer_id),
      field,
    ).toContain(customer.id);
  }
  const withCustomers = services.flatMap((service) => service.openToSupport?.reads ?? []);
  const WITHOUT = ['viewer', 'partner', 'members', 'calendarYear', 'divisions', 'products', 'supportPresence'];
  const live = [
    ...['dispatchOrderChanged', 'ticketChanged', 'promiseChanged', 'callChanged', 'customerChanged'],
    ...['partnerChanged', 'supportPresenceChanged'],
  ];
  expect(withCustomers.sort()).toEqual([...Object.keys(questions), ...WITHOUT, ...live].sort());
});

test('a delivery of a subscription is accounted for as an answer is', async ({
  world,
  partner,
  customer,
  headquarters,
}) => {
  const { visitor } = await inside(world, headquarters, partner);
  const watching = await visitor.listen<{ ticketChanged: { id: string } }>(
    'subscription { ticketChanged { id symptom } }',
  );
  const { ticketId } = await raise({ ...partner, customer });
  await watching.until(({ ticketChanged }) => ticketChanged.id === ticketId);
  expect((await linesOf(world, partner.tenant, 'read')).map((line) => line.after.fields)).toContainEqual([
    'ticketChanged',
  ]);
  await visitor.leave();
});

test('what isn’t opened to support by name is closed to it, with working roles too', async ({
  world,
  partner,
  headquarters,
}) => {
  const { visitor } = await inside(world, headquarters, partner, ['hotline_consultant', 'area_supervisor']);
  const desk = buildSchema(readFileSync(resolve(import.meta.dirname, '../../schema/contracts/desk.graphql'), 'utf8'));
  const open = new Set(services.flatMap(({ openToSupport: to }) => [...(to?.reads ?? []), ...(to?.works ?? [])]));
  for (const never of ['auditEntries', 'signOn', 'supportAccesses', 'grantSupportAccess', 'saveSignOn', 'askArchive'])
    expect(open.has(never), never).toBe(false);
  for (const field of Object.values(desk.getQueryType()?.getFields() ?? {})) {
    if (open.has(field.name) || field.args.some((arg) => arg.type.toString().endsWith('!'))) continue;
    const isLeaf =
      !/^\[?[A-Z]/.test(field.type.toString()) ||
      /^(String|Int|Boolean|ID|Float)/.test(field.type.toString().replace(/[[\]!]/g, ''));
    const code = await visitor.codeOf(`{ ${field.name} ${isLeaf ? '' : '{ __typename }'} }`);
    expect(['FORBIDDEN', 'NOT_FOUND'], `${field.name}: ${code}`).toContain(code);
  }
});

test('with working roles headquarters works along as those roles, and nothing more', async ({
  world,
  partner,
  customer,
  headquarters,
}) => {
  const { ticketId } = await raise({ ...partner, customer });
  const { visitor } = await inside(world, headquarters, partner, ['hotline_consultant']);
  await visitor.get('mutation ($id: ID!) { noteTicket(id: $id, text: "总部协助查看") { id } }', { id: ticketId });
  const { errors } = await visitor.ask('mutation ($id: ID!) { confirmTicket(id: $id) { id } }', { id: ticketId });
  expect(errors?.[0]?.extensions).toMatchObject({ reason: 'supportClosed' });
});

test('the partner ends it: session and socket are closed within five seconds, and one step leads back to headquarters', async ({
  world,
  partner,
  headquarters,
  rival,
}) => {
  const told = await partner.hotline.listen<{ supportPresenceChanged: unknown[] }>(
    'subscription { supportPresenceChanged { id name } }',
  );
  const elsewhere = await rival.hotline.listen('subscription { supportPresenceChanged { id } }');
  const { visitor, admin, id } = await inside(world, headquarters, partner);
  await told.until(({ supportPresenceChanged }) => supportPresenceChanged.length === 1);
  const watching = await visitor.listen('subscription { ticketChanged { id } }');
  await visitor.get('{ tickets { nodes { id } } }');
  const elapsed = stopwatch();
  await admin.get('mutation ($id: ID!) { endSupportAccess(id: $id) { id state } }', { id });
  await told.until(({ supportPresenceChanged }) => supportPresenceChanged.length === 0);
  await expect.poll(() => visitor.codeOf('{ viewer { name } }')).toBeDefined();
  await expect.poll(() => watching.seen.length).toBeGreaterThan(0);
  expect(elapsed()).toBeLessThan(5000);
  await expect
    .poll(async () => (await visitor.ask('{ viewer { name } }')).errors?.[0]?.extensions.reason)
    .toBe('supportOver');
  expect(elsewhere.seen).toEqual([]);
  const back = await go(world, visitor, 'leave');
  expect(await back.person?.get('{ viewer { surface } }')).toEqual({ viewer: { surface: 'hq' } });
  expect(await linesOf(world, partner.tenant, 'supportLeft')).toHaveLength(1);
  // Headquarters' own trail has who went where, too.
  const own = await linesOf(world, HEADQUARTERS, 'supportEntered');
  expect(own.filter((line) => line.noun_id === id)).toMatchObject([
    { support_id: null, after: { partner: partner.tenant } },
  ]);
  await Promise.all([partner.hotline.leave(), rival.hotline.leave()]);
});

test('an access ends by itself at its time, and headquarters can’t grant or lengthen it, not even at the database', async ({
  world,
  partner,
  headquarters,
}) => {
  const { visitor, id } = await inside(world, headquarters, partner);
  await world.owner.query(`update network.support_grant set ends_at = now() where id = $1`, [id]);
  await closed(visitor);
  const hq = world.host.tenancy.reader('hq');
  const scope = { login: 'hq', tenant: partner.tenant } as const;
  for (const text of [
    `update network.support_grant set ends_at = now() + interval '1 day' where id = '${id}'`,
    `insert into network.support_grant (tenant_id, id, answer, roles, ends_at, answered_by_id, answered_at) select tenant_id, id, 'GRANTED', '{}', ends_at, asked_by_id, now() from network.support_request`,
    `update network.support_request set ends_at = now() + interval '80 hours' where id = '${id}'`,
  ])
    await expect(hq.query(scope, { text }), text).rejects.toThrow();
});

test('a grant that runs out is told once, however many processes look: line in the trail, banner gone, both sides’ inboxes', async ({
  world,
  partner,
  rival,
  headquarters,
}) => {
  const [shown, elsewhere] = [
    await partner.hotline.listen<{ supportPresenceChanged: unknown[] }>(
      'subscription { supportPresenceChanged { id } }',
    ),
    await rival.hotline.listen('subscription { supportPresenceChanged { id } }'),
  ];
  const { visitor, admin, id } = await inside(world, headquarters, partner);
  const { admin: early, id: ended } = await inside(world, await appoint(world), partner);
  await early.get('mutation ($id: ID!) { endSupportAccess(id: $id) { id } }', { id: ended });
  const others = [1, 2].map(() => watchRunOut({ host: world.host, everyMilliseconds: 20 }));
  await world.owner.query(`update network.support_grant set ends_at = now() where id = any($1)`, [[id, ended]]);
  const elapsed = stopwatch();
  await shown.until(({ supportPresenceChanged }) => supportPresenceChanged.length === 0);
  expect(elapsed()).toBeLessThan(5000);
  const inboxOf = async ({ membershipId }: Person) =>
    (
      await world.owner.query(
        `select 1 from notifications.inbox_item where membership_id = $1 and kind = 'SUPPORT_ACCESS_ENDED' and noun_id = $2`,
        [membershipId, id],
      )
    ).rowCount;
  const isTold = async () => (await inboxOf(headquarters)) === 1 && (await inboxOf(admin)) === 1;
  expect(await eventually(isTold, 5000)).toBe(true);
  await world.host.consumers.idle();
  await Promise.all(others.map((watch) => watch.stop()));
  const told = (of: string) =>
    world.owner.query(
      `select 1 from kit.outbox_event where event = 'supportAccessEnded' and noun_id = $1 and tenant_id = $2`,
      [of, partner.tenant],
    );
  expect([(await told(id)).rowCount, (await told(ended)).rowCount]).toEqual([1, 1]);
  const lines = await linesOf(world, partner.tenant, 'supportAccessEnded');
  expect(lines.map((line) => line.noun_id)).toEqual([id]);
  // Clicked a moment too late: it is over as it was, and nobody is told again.
  const late = 'mutation ($id: ID!) { endSupportAccess(id: $id) { state endedAt } }';
  const { rows } = await world.owner.query<{ at: Date }>(
    'select ended_at as at from network.support_grant where id = $1',
    [id],
  );
  expect(await admin.get(late, { id })).toEqual({ endSupportAccess: { state: 'ENDED', endedAt: expect.anything() } });
  const { person: back } = await go(world, visitor, 'leave');
  await back?.get('mutation ($id: ID!) { withdrawSupportAccess(id: $id) { id } }', { id });
  await world.host.consumers.idle();
  expect((await told(id)).rowCount).toBe(1);
  const { rows: after } = await world.owner.query('select ended_at as at from network.support_grant where id = $1', [
    id,
  ]);
  expect(after).toEqual(rows);
  expect(elsewhere.seen).toEqual([]);
  await Promise.all([partner.hotline.leave(), rival.hotline.leave()]);
});
