import { randomUUID } from 'node:crypto';
import { describe, expect } from 'vitest';
import { test } from '../kit/fixtures.ts';
import { OwnBrowser } from '../kit/own-browser.ts';
import type { Person } from '../kit/person.ts';
import {
  accept,
  address,
  administrator,
  CHANGE,
  END,
  hireStale,
  INVITATIONS,
  INVITE,
  type Invited,
  inviteOne,
  linkOf,
  PASSWORD,
  post,
} from './people.fixture.ts';

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
