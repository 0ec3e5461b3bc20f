import { randomUUID } from 'node:crypto';
import { emailKey } from '@landfall/identity/account/email-key';
import { followEmail } from '@landfall/identity/membership/follow-email';
import { describe, expect } from 'vitest';
import { test } from '../kit/fixtures.ts';
import { hire, type Organisation } from '../kit/organisation.ts';
import { type DoorAnswer, OwnBrowser } from '../kit/own-browser.ts';
import type { Person } from '../kit/person.ts';
import { dispatch, raise } from '../kit/story.ts';
import type { World } from '../kit/world.ts';

const PASSWORD = 'lange-nicht-gesehen-7';
const INVITE =
  'mutation ($people: [StaffInvitationInput!]!, $key: ID) { inviteStaff(people: $people, idempotencyKey: $key) { id name email roles state version } }';
const INVITATIONS = '{ invitations { nodes { id name email state version sendCount askedAgainAt } } }';
const CHANGE =
  'mutation ($id: ID!, $input: MemberChangeInput!, $version: Int) { changeMember(id: $id, input: $input, expectedVersion: $version) { id roles title version } }';
const END = `mutation ($id: ID!, $to: [DepartureHandOverInput!], $reason: String, $key: ID) {
  endMembership(id: $id, handOver: $to, reason: $reason, idempotencyKey: $key) { id endedAt endReason } }`;

interface Invited {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly state: string;
  readonly version: number;
}

const address = (name: string): string => `${name}.${randomUUID().slice(0, 8)}@example.com`;
const administrator = (organisation: Organisation, name = '管理员'): Promise<Person> =>
  hire(organisation, name, ['partner_admin']);
const linkOf = (world: World, id: string): string => world.host.seals.token('invitation', id);

async function inviteOne(admin: Person, more: object = {}): Promise<Invited> {
  const people = [{ name: '林新人', email: address('lin'), roles: ['hotline_consultant'], ...more }];
  const { inviteStaff } = await admin.get<{ inviteStaff: Invited[] }>(INVITE, { people });
  return inviteStaff[0] as Invited;
}

describe('inviting', () => {
  test('many are invited at once, or nobody where one row is wrong, and the row is told', async ({ partner }) => {
    const admin = await administrator(partner);
    const good = { name: '林一', email: address('lin'), roles: ['hotline_consultant', 'sales'] };
    const wrong = { name: '林二', email: address('er'), roles: ['wizard'] };
    const { errors } = await admin.ask(INVITE, { people: [good, wrong] });
    expect(errors?.[0]?.extensions).toMatchObject({
      code: 'INVALID',
      reason: 'person.role',
      fields: ['people.1.roles'],
    });
    const before = await admin.get<{ invitations: { nodes: Invited[] } }>(INVITATIONS);
    expect(before.invitations.nodes).toEqual([]);
    const people = [good, { ...wrong, roles: ['service_consultant'] }];
    const key = randomUUID();
    const { inviteStaff } = await admin.get<{ inviteStaff: Invited[] }>(INVITE, { people, key });
    expect(inviteStaff.map(({ state }) => state)).toEqual(['PENDING', 'PENDING']);
    const again = await admin.get<{ inviteStaff: Invited[] }>(INVITE, { people, key });
    expect(again.inviteStaff).toEqual(inviteStaff);
  });

  test('five hundred are one unit of work within its two seconds; one more is refused', async ({ partner }) => {
    const admin = await administrator(partner);
    const people = Array.from({ length: 500 }, (_, i) => ({
      name: `员工${i}`,
      email: address(`many${i}`),
      roles: ['sales'],
    }));
    const { inviteStaff } = await admin.get<{ inviteStaff: Invited[] }>(INVITE, { people });
    expect(inviteStaff).toHaveLength(500);
    const { errors } = await admin.ask(INVITE, { people: [...people, people[0]] });
    expect(errors?.[0]?.extensions.reason).toBe('staffList.tooMany');
  });

  test('a list with a wrong role in row 7 tells it there; the others are ready', async ({ partner }) => {
    const admin = await administrator(partner);
    const lines = Array.from(
      { length: 8 },
      (_, i) => `员工${i},${address(`r${i}`)},${i === 5 ? '巫师' : '热线顾问'},KIS,浦东新区,KIS`,
    );
    const { staffListPreview } = await admin.get<{
      staffListPreview: {
        readyCount: number;
        rows: {
          line: number;
          roles: string[];
          regions: { code: string }[];
          problems: { field: string; message: string }[];
        }[];
      };
    }>(
      'query ($text: String!) { staffListPreview(text: $text) { readyCount rows { line roles regions { code } problems { field message } } } }',
      {
        text: `姓名,邮箱,角色,部门,服务地区,产品\n${lines.join('\n')}`,
      },
    );
    expect(staffListPreview.readyCount).toBe(7);
    const wrong = staffListPreview.rows.filter(({ problems }) => problems.length > 0);
    expect(wrong).toMatchObject([
      { line: 7, problems: [{ field: 'roles', message: expect.stringContaining('巫师') }] },
    ]);
    expect(staffListPreview.rows[0]).toMatchObject({ roles: ['hotline_consultant'], regions: [{ code: '310115' }] });
  });

  test('an e-mail that is invited or a member here is told; one known to another partner only is like any other', async ({
    world,
    partner,
    rival,
  }) => {
    const [admin, other] = [await administrator(partner), await administrator(rival)];
    const email = address('twice');
    const invited = await inviteOne(admin, { email });
    const again = async (who: Person) =>
      (await who.ask(INVITE, { people: [{ name: '林', email: email.toUpperCase(), roles: ['sales'] }] })).errors?.[0]
        ?.extensions.reason;
    expect(await again(admin)).toBe('person.isInvited');
    await accept(world, invited);
    expect(await again(admin)).toBe('person.isMember');
    expect(await again(other)).toBeUndefined();
  });

  test('only the administrator invites, sees invitations, e-mails and who left; proof is asked for', async ({
    partner,
  }) => {
    const admin = await administrator(partner);
    const people = [{ name: '林', email: address('x'), roles: ['sales'] }];
    expect(await partner.hotline.codeOf(INVITE, { people })).toBe('FORBIDDEN');
    expect(await partner.hotline.codeOf(INVITATIONS)).toBe('FORBIDDEN');
    expect(await partner.supervisor.codeOf('{ members(state: LEFT) { nodes { id } } }')).toBe('FORBIDDEN');
    await inviteOne(admin);
    const names = await partner.hotline.get<{ members: { nodes: { name: string; email: string | null }[] } }>(
      '{ members { nodes { name email } } }',
    );
    expect(names.members.nodes.length).toBeGreaterThan(2);
    expect(names.members.nodes.every(({ email }) => email === null)).toBe(true);
    const stale = await hireStale(partner);
    expect((await stale.ask(INVITE, { people })).errors?.[0]?.extensions.reason).toBe('proofNeeded');
  });

  test('a rival gets NOT_FOUND for invitations and members, whatever id it has', async ({ partner, rival }) => {
    const [admin, thief] = [await administrator(partner), await administrator(rival)];
    const invited = await inviteOne(admin);
    for (const [document, variables] of [
      ['mutation ($id: ID!) { resendInvitation(id: $id) { id } }', { id: invited.id }],
      ['mutation ($id: ID!) { withdrawInvitation(id: $id) { id } }', { id: invited.id }],
      ['query ($id: ID!) { member(id: $id) { id } }', { id: admin.membershipId }],
      [CHANGE, { id: admin.membershipId, input: { title: '贼' } }],
      [END, { id: admin.membershipId }],
      ['query ($id: ID!) { openWork(memberId: $id) { id } }', { id: admin.membershipId }],
      [
        'mutation ($id: ID!) { addAbsence(memberId: $id, input: { startsOn: "2099-01-01", endsOn: "2099-01-02", kind: LEAVE }) { id } }',
        { id: admin.membershipId },
      ],
    ] as const)
      expect(await thief.codeOf(document, variables), document).toBe('NOT_FOUND');
    const { invitations } = await thief.get<{ invitations: { nodes: Invited[] } }>(INVITATIONS);
    expect(invitations.nodes).toEqual([]);
  });
});

const post = (world: World, path: string, body: object, browser = new OwnBrowser(world)): Promise<DoorAnswer> =>
  browser.at(path, body);

const accept = (
  world: World,
  { id }: { id: string },
  password = PASSWORD,
  browser = new OwnBrowser(world),
): Promise<DoorAnswer> => post(world, 'invitation/accept', { token: linkOf(world, id), password }, browser);

describe('accepting', () => {
  test('a new colleague chooses a password, is signed in, and is who was invited', async ({ world, partner }) => {
    const admin = await administrator(partner);
    const invited = await inviteOne(admin, { productLines: ['KIS'], divisions: ['3101'], title: '热线' });
    const look = await post(world, 'invitation', { token: linkOf(world, invited.id) });
    expect(look.body).toMatchObject({ state: 'PENDING', kind: 'STAFF', email: invited.email, hasAccount: false });
    const short = await accept(world, invited, 'short');
    expect(short).toMatchObject({ status: 400, body: { reason: 'password.tooShort', fields: ['password'] } });
    const browser = new OwnBrowser(world);
    expect(await accept(world, invited, PASSWORD, browser)).toMatchObject({ status: 200, body: { step: 'DONE' } });
    const { viewer } = await browser.get<{ viewer: object }>('{ viewer { id name roles } }');
    expect(viewer).toEqual({ id: invited.id, name: '林新人', roles: ['hotline_consultant'] });
    const { member } = await admin.get<{ member: object }>(
      'query ($id: ID!) { member(id: $id) { name email title roles productLines divisions } }',
      { id: invited.id },
    );
    expect(member).toMatchObject({ email: invited.email, title: '热线', productLines: ['KIS'], divisions: ['3101'] });
  });

  test('used, withdrawn, expired and unknown links each say so, and a second acceptance changes nothing', async ({
    world,
    partner,
  }) => {
    const admin = await administrator(partner);
    const [used, withdrawn, expired] = [await inviteOne(admin), await inviteOne(admin), await inviteOne(admin)];
    await accept(world, used);
    await admin.get('mutation ($id: ID!) { withdrawInvitation(id: $id) { id state } }', { id: withdrawn.id });
    await world.owner.query(`update identity.invitation set expires_at = now() - interval '1 hour' where id = $1`, [
      expired.id,
    ]);
    expect((await accept(world, used)).body.reason).toBe('invitation.accepted.yours');
    expect((await accept(world, withdrawn)).body.reason).toBe('invitation.withdrawn.yours');
    expect((await accept(world, expired)).body.reason).toBe('invitation.expired');
    expect(await accept(world, { id: randomUUID() })).toMatchObject({
      status: 404,
      body: { reason: 'invitation.unknown' },
    });
    const pages = await Promise.all(
      [used, withdrawn, expired, { id: randomUUID() }].map(({ id }) =>
        post(world, 'invitation', { token: linkOf(world, id) }),
      ),
    );
    expect(pages.map(({ body }) => body.state)).toEqual(['ACCEPTED', 'WITHDRAWN', 'EXPIRED', 'UNKNOWN']);
    expect(pages.every(({ body }) => body.email === null)).toBe(true);
  });

  test('whoever holds an expired link asks for a new one once; sent again, the same link is good', async ({
    world,
    partner,
  }) => {
    const admin = await administrator(partner);
    const invited = await inviteOne(admin);
    await world.owner.query(
      `update identity.invitation set expires_at = now() - interval '1 hour', sent_at = now() - interval '8 days' where id = $1`,
      [invited.id],
    );
    const token = linkOf(world, invited.id);
    expect((await post(world, 'invitation/ask-again', { token })).status).toBe(200);
    expect((await post(world, 'invitation/ask-again', { token: linkOf(world, randomUUID()) })).status).toBe(200);
    const { invitations } = await admin.get<{ invitations: { nodes: (Invited & { askedAgainAt: string | null })[] } }>(
      INVITATIONS,
    );
    expect(invitations.nodes[0]).toMatchObject({ state: 'EXPIRED', askedAgainAt: expect.any(String) });
    await admin.get('mutation ($id: ID!) { resendInvitation(id: $id) { id } }', { id: invited.id });
    expect(await admin.codeOf('mutation ($id: ID!) { resendInvitation(id: $id) { id } }', { id: invited.id })).toBe(
      'LIMITED',
    );
    expect((await accept(world, invited)).status).toBe(200);
  });

  test('an account that is there accepts by its password or by one click, at another partner too, and nobody learns of the other', async ({
    world,
    partner,
    rival,
  }) => {
    const email = address('both');
    const first = await inviteOne(await administrator(partner), { email });
    const browser = new OwnBrowser(world);
    await accept(world, first, PASSWORD, browser);
    const second = await inviteOne(await administrator(rival), { email, roles: ['sales'] });
    const look = await post(world, 'invitation', { token: linkOf(world, second.id) });
    expect(look.body).toMatchObject({ hasAccount: true, isSignedIn: false });
    expect(await accept(world, second, 'not-the-password-1')).toMatchObject({
      status: 401,
      body: { reason: 'invitation.wrongPassword' },
    });
    const signedIn = await post(world, 'invitation', { token: linkOf(world, second.id) }, browser);
    expect(signedIn.body).toMatchObject({ isSignedIn: true });
    expect(await accept(world, second, '', browser)).toMatchObject({ status: 200, body: { step: 'DONE' } });
    const { viewer } = await browser.get<{ viewer: object }>('{ viewer { id partnerName membershipCount } }');
    expect(viewer).toMatchObject({ id: second.id, partnerName: rival.name, membershipCount: 2 });
  });

  test('somebody else’s invitation is not accepted by whoever is signed in here', async ({ world, partner }) => {
    const admin = await administrator(partner);
    const browser = new OwnBrowser(world);
    const mine = await inviteOne(admin);
    await accept(world, mine, PASSWORD, browser);
    const theirs = await inviteOne(admin);
    const look = await post(world, 'invitation', { token: linkOf(world, theirs.id) }, browser);
    expect(look.body).toMatchObject({ signedInAs: mine.email, isSignedIn: false });
    expect((await accept(world, theirs, PASSWORD, browser)).body.reason).toBe('invitation.someoneElses');
    expect((await post(world, 'invitation', { token: linkOf(world, theirs.id) })).body.state).toBe('PENDING');
  });

  test('wrong passwords at one link are few, and parallel ones count each', async ({ world, partner }) => {
    const admin = await administrator(partner);
    const first = await inviteOne(admin);
    await accept(world, first);
    await admin.get(END, { id: first.id });
    const again = await inviteOne(admin, { email: first.email });
    const tries = await Promise.all(Array.from({ length: 14 }, () => accept(world, again, 'not-the-password-2')));
    expect(tries.filter(({ status }) => status === 401).length).toBeLessThanOrEqual(10);
    expect(tries.some(({ status }) => status === 429)).toBe(true);
  });
});

describe('rights', () => {
  test('a change of roles ends the person’s sessions at once; another title doesn’t', async ({ world, partner }) => {
    const admin = await administrator(partner);
    const colleague = await hire(partner, '周换岗', ['hotline_consultant']);
    await admin.get(CHANGE, { id: colleague.membershipId, input: { title: '资深' } });
    expect(await colleague.codeOf('{ viewer { id } }')).toBeUndefined();
    await admin.get(CHANGE, { id: colleague.membershipId, input: { roles: ['hotline_consultant', 'sales'] } });
    await expect.poll(() => isSignedOut(world, colleague), { timeout: 5000 }).toBe(true);
  });

  test('two who change the same person at once: the second is told, and nothing is lost', async ({ partner }) => {
    const admin = await administrator(partner);
    const { membershipId: id } = partner.hotline;
    const { member } = await admin.get<{ member: { version: number } }>(
      'query ($id: ID!) { member(id: $id) { version } }',
      {
        id,
      },
    );
    await admin.get(CHANGE, { id, input: { title: '一' }, version: member.version });
    expect(await admin.codeOf(CHANGE, { id, input: { title: '二' }, version: member.version })).toBe('CONFLICT');
  });

  test('the last administrator keeps the role and stays; of two who remove each other at once, one stays', async ({
    partner,
  }) => {
    const admin = await administrator(partner);
    const reason = async (who: Person, document: string, variables: object) =>
      (await who.ask(document, variables as never)).errors?.[0]?.extensions.reason;
    const self = { id: admin.membershipId };
    expect(await reason(admin, CHANGE, { ...self, input: { roles: ['sales'] } })).toBe('member.lastAdministrator');
    expect(await reason(admin, END, self)).toBe('member.lastAdministrator');
    const second = await administrator(partner, '副管理员');
    const both = await Promise.all([
      reason(admin, CHANGE, { id: second.membershipId, input: { roles: ['sales'] } }),
      reason(second, CHANGE, { ...self, input: { roles: ['sales'] } }),
    ]);
    expect(both.filter((one) => one === undefined)).toHaveLength(1);
  });
});

describe('absence', () => {
  test('somebody who is away is told as such, stands last among candidates, and their stand-in is named', async ({
    partner,
    consultant,
    customer,
  }) => {
    const admin = await administrator(partner);
    const other = await hire(partner, '吴顾问', ['service_consultant'], { lines: ['KIS'], divisions: ['3101'] });
    const today = Temporal.Now.plainDateISO('Asia/Shanghai');
    const ADD = `mutation ($id: ID!, $input: AbsenceInput!) { addAbsence(memberId: $id, input: $input) {
      id isAbsent absences { id startsOn endsOn kind standInId standInName isNow version } } }`;
    const input = {
      startsOn: today.toString(),
      endsOn: today.add({ days: 3 }).toString(),
      kind: 'LEAVE',
      standInId: other.membershipId,
    };
    const { addAbsence } = await admin.get<{ addAbsence: { absences: { id: string; version: number }[] } }>(ADD, {
      id: consultant.membershipId,
      input,
    });
    expect(addAbsence).toMatchObject({ isAbsent: true, absences: [{ standInName: '吴顾问', isNow: true }] });
    const overlap = await admin.ask(ADD, { id: consultant.membershipId, input });
    expect(overlap.errors?.[0]?.extensions.reason).toBe('absence.overlaps');
    const away = await admin.ask(ADD, {
      id: other.membershipId,
      input: { ...input, standInId: consultant.membershipId },
    });
    expect(away.errors?.[0]?.extensions.reason).toBe('absence.standInAway');
    const { ticketId } = await raise({ ...partner, customer });
    const orderId = await dispatch(partner.hotline, ticketId);
    const { dispatchOrder } = await partner.supervisor.get<{
      dispatchOrder: {
        candidates: { isAbsent: boolean; member: { name: string }; reasons: { code: string; value: string }[] }[];
      };
    }>(
      'query ($id: ID!) { dispatchOrder(id: $id) { candidates { isAbsent member { name } reasons { code value } } } }',
      {
        id: orderId,
      },
    );
    expect(dispatchOrder.candidates.map(({ member, isAbsent }) => [member.name, isAbsent])).toEqual([
      ['吴顾问', false],
      ['周顾问', true],
    ]);
    expect(dispatchOrder.candidates[1]?.reasons[0]).toEqual({ code: 'ABSENT', value: '吴顾问' });
    const [absence] = addAbsence.absences;
    const { cancelAbsence } = await admin.get<{ cancelAbsence: object }>(
      'mutation ($id: ID!, $v: Int) { cancelAbsence(id: $id, expectedVersion: $v) { isAbsent absences { id } } }',
      { id: absence?.id, v: absence?.version },
    );
    expect(cancelAbsence).toEqual({ isAbsent: false, absences: [] });
  });
});

describe('leaving', () => {
  test('open work is handed over first, with a line in each story; then access ends and the name stays', async ({
    world,
    partner,
    consultant,
    customer,
  }) => {
    const admin = await administrator(partner);
    const successor = await hire(partner, '吴顾问', ['service_consultant', 'hotline_consultant'], { lines: ['KIS'] });
    const { ticketId } = await raise({ ...partner, customer });
    await consultant.get('mutation ($id: ID!) { takeTicket(id: $id) { id } }', { id: ticketId }).catch(() => undefined);
    const orderId = await dispatch(partner.hotline, ticketId);
    await partner.supervisor.get(
      'mutation ($id: ID!, $c: ID!) { assignDispatchOrder(id: $id, consultantId: $c) { id } }',
      { id: orderId, c: consultant.membershipId },
    );
    const { openWork } = await admin.get<{
      openWork: {
        count: number;
        groups: { kind: string; count: number; items: { number: string }[]; candidates: { name: string }[] }[];
      };
    }>(
      'query ($id: ID!) { openWork(memberId: $id) { count groups { kind count items { number customerName } candidates { id name } } underWay { number } } }',
      { id: consultant.membershipId },
    );
    const kinds = openWork.groups.map(({ kind }) => kind);
    expect(kinds).toContain('VISITS');
    expect(openWork.groups.find(({ kind }) => kind === 'VISITS')?.candidates.map(({ name }) => name)).toEqual([
      '吴顾问',
    ]);
    const nobody = await admin.ask(END, { id: consultant.membershipId });
    expect(nobody.errors?.[0]?.extensions.reason).toBe('member.workRemains');
    const wrong = await admin.ask(END, {
      id: consultant.membershipId,
      to: kinds.map((kind) => ({ kind, toId: partner.hotline.membershipId })),
    });
    expect(wrong.errors?.[0]?.extensions.reason).toBe('handOver.recipient');
    expect(await consultant.codeOf('{ viewer { id } }')).toBeUndefined();
    const key = randomUUID();
    const to = kinds.map((kind) => ({ kind, toId: successor.membershipId }));
    const leave = () =>
      admin.get<{ endMembership: object }>(END, { id: consultant.membershipId, to, reason: '离职', key });
    const { endMembership } = await leave();
    expect(endMembership).toMatchObject({ endedAt: expect.any(String), endReason: '离职' });
    expect((await leave()).endMembership).toEqual(endMembership);
    await expect.poll(() => isSignedOut(world, consultant), { timeout: 5000 }).toBe(true);
    const { dispatchOrder } = await partner.supervisor.get<{ dispatchOrder: object }>(
      'query ($id: ID!) { dispatchOrder(id: $id) { state consultant { name } supervisor { name } } }',
      { id: orderId },
    );
    expect(dispatchOrder).toMatchObject({
      state: 'ASSIGNED',
      consultant: { name: '吴顾问' },
      supervisor: { name: '李主管' },
    });
    const { rows: owners } = await world.owner.query<{ owner_id: string }>(
      'select distinct owner_id from ledger.service_promise where noun_id = $1',
      [orderId],
    );
    expect(owners).toEqual([{ owner_id: successor.membershipId }]);
    const { ticket } = await partner.supervisor.get<{
      ticket: { activities: { action: string; note: string | null }[] };
    }>('query ($id: ID!) { ticket(id: $id) { activities { action note } } }', { id: ticketId });
    expect(ticket.activities.filter(({ action }) => action === 'order.reassign')).toMatchObject([{ note: '离职' }]);
    const { members } = await admin.get<{ members: { nodes: { name: string }[] } }>(
      '{ members(state: LEFT) { nodes { name } } }',
    );
    expect(members.nodes.map(({ name }) => name)).toEqual(['周顾问']);
  });

  test('whoever has more open work than one step gives away hands over all of it, each piece once, and a repeat does nothing twice', async ({
    world,
    partner,
    customer,
    rival,
  }) => {
    const PIECES = 131;
    const admin = await administrator(partner);
    const [leaver, successor] = [
      await hire(partner, '多单', ['hotline_consultant']),
      await hire(partner, '接单', ['hotline_consultant']),
    ];
    const { ticketId } = await raise({ ...partner, customer });
    await world.owner.query('update support.ticket set taken_by_id = $2 where id = $1', [
      ticketId,
      leaver.membershipId,
    ]);
    const { rows } = await world.owner.query<{ c: string }>(
      `select string_agg(quote_ident(column_name), ', ') as c from information_schema.columns
       where table_schema = 'support' and table_name = 'ticket' and column_name not in ('id', 'number', 'call_id')`,
    );
    await world.owner.query(
      `insert into support.ticket (id, number, ${rows[0]?.c}) select gen_random_uuid(), t.number || '-' || g, ${rows[0]?.c}
       from support.ticket t cross join generate_series(2, $2) g where t.id = $1`,
      [ticketId, PIECES],
    );
    const thief = await administrator(rival);
    const to = [{ kind: 'TICKETS', toId: successor.membershipId }];
    expect(await thief.codeOf(END, { id: leaver.membershipId, to })).toBe('NOT_FOUND');
    const key = randomUUID();
    const leave = () => admin.ask<{ endMembership: object }>(END, { id: leaver.membershipId, to, reason: '离职', key });
    // Its answer was lost, say: the same again, at the same time.
    const answers = await Promise.all([leave(), leave()]);
    expect(answers.some(({ errors }) => errors === undefined)).toBe(true);
    expect((await leave()).data?.endMembership).toMatchObject({ endReason: '离职' });
    const { rows: owners } = await world.owner.query(
      'select taken_by_id as id, count(*)::int as n from support.ticket where tenant_id = $1 group by 1',
      [partner.tenant],
    );
    expect(owners).toEqual([{ id: successor.membershipId, n: PIECES }]);
    const { rows: lines } = await world.owner.query(
      `select count(*)::int as n, count(distinct ticket_id)::int as tickets from support.activity where tenant_id = $1 and action = 'ticket.handOver'`,
      [partner.tenant],
    );
    expect(lines).toEqual([{ n: PIECES, tickets: PIECES }]);
  });

  test('who is on the way to a customer leaves after the visit', async ({ partner, consultant, customer }) => {
    const admin = await administrator(partner);
    const { ticketId } = await raise({ ...partner, customer });
    const orderId = await dispatch(partner.hotline, ticketId);
    await partner.world.owner.query(
      `update support.dispatch_order set state = 'EN_ROUTE', consultant_id = $2 where id = $1`,
      [orderId, consultant.membershipId],
    );
    const { errors } = await admin.ask(END, { id: consultant.membershipId });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'CONFLICT', reason: 'member.visitUnderWay' });
  });
});

test('another e-mail of the account is the one its organisations know, each by itself', async ({
  world,
  partner,
  rival,
}) => {
  const email = address('moves');
  const admins = [await administrator(partner), await administrator(rival)];
  const first = await inviteOne(admins[0] as Person, { email });
  const browser = new OwnBrowser(world);
  await accept(world, first, PASSWORD, browser);
  await accept(world, await inviteOne(admins[1] as Person, { email }), '', browser);
  const next = address('moved');
  const { rows } = await world.owner.query<{ id: string }>(
    'update identity.account set email = $2, email_key = $3 where email = $1 returning id',
    [email, next, emailKey(next)],
  );
  await followEmail(world.host.tenancy, rows[0]?.id ?? '');
  for (const admin of admins) {
    const { members } = await admin.get<{ members: { nodes: { email: string | null }[] } }>(
      'query ($q: String) { members(search: $q) { nodes { email } } }',
      { q: next },
    );
    expect(members.nodes).toEqual([{ email: next }]);
  }
});

test('the list of staff goes out as a file no spreadsheet runs, with a line in the trail', async ({
  world,
  partner,
}) => {
  const admin = await administrator(partner);
  await inviteOne(admin, { name: '=cmd', title: '＝1+1' });
  const { exportStaff } = await admin.get<{ exportStaff: { text: string; count: number } }>(
    'mutation { exportStaff { text count fileName } }',
  );
  expect(exportStaff.text).toContain("'=cmd");
  expect(exportStaff.text).toContain("'＝1+1");
  expect(exportStaff.text).toContain('陈热线');
  const { rows } = await world.owner.query(
    `select action from ledger.audit_entry where tenant_id = $1 and action = 'export' and noun = 'member'`,
    [partner.tenant],
  );
  expect(rows).toHaveLength(1);
});

async function hireStale(partner: Organisation): Promise<Person> {
  const admin = await administrator(partner, '久未验证');
  await partner.world.owner.query(
    `update identity.session set proven_at = now() - interval '11 minutes' where membership_id = $1`,
    [admin.membershipId],
  );
  return admin;
}

async function isSignedOut(world: World, person: Person): Promise<boolean> {
  const response = await fetch(`${world.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie: `landfall=${person.token}` },
    body: JSON.stringify({ query: '{ viewer { id } }' }),
  });
  return response.status === 401;
}
