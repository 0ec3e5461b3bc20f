import { randomUUID } from 'node:crypto';
import { emailKey } from '@landfall/identity/account/email-key';
import { followEmail } from '@landfall/identity/membership/follow-email';
import { describe, expect } from 'vitest';
import { test } from '../kit/fixtures.ts';
import { hire } from '../kit/organisation.ts';
import { OwnBrowser } from '../kit/own-browser.ts';
import type { Person } from '../kit/person.ts';
import { dispatch, raise } from '../kit/story.ts';
import { accept, address, administrator, CHANGE, END, inviteOne, isSignedOut, PASSWORD } from './people.fixture.ts';

describe('rights', () => {
  test('a change of roles ends the person’s sessions at once; another title doesn’t', async ({ world, partner }) => {
    const admin = await administrator(partner);
    const colleague = await hire(partner, '周换岗', ['hotline_consultant']);
    await admin.get(CHANGE, { id: colleague.membershipId, input: { title: '资深' } });
    expect(await colleague.codeOf('{ viewer { id } }')).toBeUndefined();
    await admin.get(CHANGE, { id: colleague.membershipId, input: { roles: ['hotline_consultant', 'sales'] } });
    await expect.poll(() => isSignedOut(world, colleague)).toBe(true);
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
    await expect.poll(() => isSignedOut(world, consultant)).toBe(true);
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
