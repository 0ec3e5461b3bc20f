import { HEADQUARTERS } from '@landfall/kit/viewer/headquarters';
import { watchRunOut } from '@landfall/network/support-access/run-out';
import { expect } from 'vitest';
import { eventually } from '../kit/copy.ts';
import { test } from '../kit/fixtures.ts';
import { appoint, hire } from '../kit/organisation.ts';
import { Person } from '../kit/person.ts';
import { stopwatch } from '../kit/stopwatch.ts';

import {
  type Access,
  ASK,
  ask,
  closed,
  GRANT,
  go,
  inHours,
  inside,
  LIST,
  linesOf,
  withAccount,
} from './support-access.fixture.ts';

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
