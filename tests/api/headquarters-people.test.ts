import { randomUUID } from 'node:crypto';
import { INVITATION } from '@landfall/identity/invitation/invite-member';
import { HEADQUARTERS } from '@landfall/kit/viewer/headquarters';
import { expect } from 'vitest';
import { eventually } from '../kit/copy.ts';
import { test } from '../kit/fixtures.ts';
import { appoint } from '../kit/organisation.ts';
import { OwnBrowser, PASSWORD } from '../kit/own-browser.ts';
import type { Person } from '../kit/person.ts';
import type { World } from '../kit/world.ts';

const FIELDS = '{ id name email roles state version actions endReason }';
const LIST = `query ($search: String, $includeLeft: Boolean) { headquartersPeople(search: $search, includeLeft: $includeLeft) ${FIELDS} }`;
const INVITE = `mutation ($input: HeadquartersPersonInput!) { inviteHeadquartersPerson(input: $input) ${FIELDS} }`;
const CHANGE = `mutation ($id: ID!, $input: HeadquartersPersonChangeInput!, $v: Int) { changeHeadquartersPerson(id: $id, input: $input, expectedVersion: $v) ${FIELDS} }`;
const END = `mutation ($id: ID!, $reason: String) { endHeadquartersPerson(id: $id, reason: $reason) ${FIELDS} }`;
const TRAIL =
  'query ($filter: AuditFilter) { auditEntries(filter: $filter) { nodes { action noun label actorName changes { field before after } } } }';

interface Someone {
  id: string;
  name: string;
  email: string | null;
  roles: string[];
  state: string;
  version: number;
  actions: string[];
}
interface Line {
  action: string;
  noun: string;
  label: string | null;
  actorName: string | null;
  changes: { field: string; before: string | null; after: string | null }[];
}

const peopleOf = async (person: Person, args: Record<string, unknown> = {}) =>
  (await person.get<{ headquartersPeople: Someone[] }>(LIST, args)).headquartersPeople;
const reasonOf = async (person: Person, document: string, args: object) =>
  (await person.ask(document, args as never)).errors?.[0]?.extensions as
    | { reason?: string; fields?: string[] }
    | undefined;

async function invited(admin: Person, more: object = {}): Promise<Someone> {
  const input = { name: '新同事', email: `${randomUUID()}@hq.example.cn`, roles: ['hq_quality'], ...more };
  return (await admin.get<{ inviteHeadquartersPerson: Someone }>(INVITE, { input })).inviteHeadquartersPerson;
}

/** Accepts at a browser of their own, by the link of the mail. */
async function joined(world: World, { id }: Someone): Promise<OwnBrowser> {
  const browser = new OwnBrowser(world);
  const token = world.host.seals.token(INVITATION, id);
  expect((await browser.at('invitation/accept', { token, password: PASSWORD })).body).toMatchObject({ signedIn: true });
  return browser;
}

test('headquarters’ administrator invites a colleague, who joins by the mail’s link and is one of headquarters’ people', async ({
  world,
  rival,
}) => {
  const admin = await appoint(world, ['hq_admin']);
  const someone = await invited(admin);
  expect(someone).toMatchObject({ state: 'INVITED', actions: ['resend', 'withdraw'] });
  expect(
    await reasonOf(admin, INVITE, { input: { name: '又一次', email: someone.email, roles: ['hq_quality'] } }),
  ).toMatchObject({
    reason: 'person.isInvited',
    fields: ['email'],
  });
  expect(
    await reasonOf(admin, INVITE, { input: { name: '错角色', email: 'a@b.cn', roles: ['partner_admin'] } }),
  ).toMatchObject({
    reason: 'person.role',
    fields: ['roles'],
  });
  await world.host.consumers.idle();
  const mailed = await world.owner.query(
    `select 1 from notifications.mail where tenant_id = $1 and kind = 'invitation' and params ->> 'invitation' = $2`,
    [HEADQUARTERS, someone.id],
  );
  expect(mailed.rowCount).toBe(1);
  const heard = await admin.listen<{ memberChanged: string }>('subscription { memberChanged }');
  const browser = await joined(world, someone);
  expect(await browser.get('{ viewer { surface roles name } }')).toEqual({
    viewer: { surface: 'hq', roles: ['hq_quality'], name: '新同事' },
  });
  await heard.until(({ memberChanged }) => memberChanged === someone.id);
  await admin.leave();
  expect(await peopleOf(admin, { search: someone.email })).toMatchObject([{ id: someone.id, state: 'ACTIVE' }]);
  expect(
    await reasonOf(admin, INVITE, { input: { name: '又一次', email: someone.email, roles: ['hq_quality'] } }),
  ).toMatchObject({
    reason: 'person.isMember',
  });
  // Nobody else sees them: not a colleague without the role, not a partner, and no partner's login.
  expect(await browser.reasonOf(LIST)).toBe('forbidden');
  expect(await rival.hotline.codeOf(LIST)).toBe('INVALID');
  const seen = await world.host.tenancy.reader('desk').query(
    { login: 'desk', tenant: rival.tenant },
    {
      text: `select 1 from identity.headquarters_membership union all select 1 from identity.invitation where tenant_id = '${HEADQUARTERS}'`,
    },
  );
  expect(seen).toEqual([]);
});

test('a partner’s invitation makes nobody headquarters’, and headquarters’ makes nobody a partner’s, whatever the door writes', async ({
  world,
  partner,
}) => {
  const admin = await appoint(world, ['hq_admin']);
  const someone = await invited(admin);
  const key = await world.owner.query<{ token_key: string }>(
    'select token_key from identity.invitation where id = $1',
    [someone.id],
  );
  const account = randomUUID();
  const atDoor = (text: string) =>
    world.host.tenancy.atDoor({ key: key.rows[0]?.token_key ?? '', account }, (door) => door.execute(text));
  const columns = 'id, account_id, name, roles, organisation_name, tenant_id';
  for (const values of [
    `gen_random_uuid(), '${account}', 'x', '{hq_quality}', 'x', '${HEADQUARTERS}'`,
    `'${someone.id}', '${account}', 'x', '{hq_admin}', 'x', '${HEADQUARTERS}'`,
    `'${someone.id}', gen_random_uuid(), 'x', '{hq_quality}', 'x', '${HEADQUARTERS}'`,
    `'${someone.id}', '${account}', 'x', '{hq_quality}', 'x', '${partner.tenant}'`,
  ])
    await expect(
      atDoor(`insert into identity.headquarters_membership (${columns}) values (${values})`),
    ).rejects.toThrow();
  await expect(
    atDoor(`insert into identity.membership (tenant_id, id, account_id, name, sort_key, roles, product_lines, divisions, organisation_name, version)
      values ('${partner.tenant}', '${someone.id}', '${account}', 'x', 'x', '{hq_quality}', '{}', '{}', 'x', 1)`),
  ).rejects.toThrow();
});

test('other roles sign somebody out within seconds, an ended membership lets nobody in, and both need a fresh proof', async ({
  world,
  rival,
}) => {
  const admin = await appoint(world, ['hq_admin']);
  const someone = await invited(admin);
  const browser = await joined(world, someone);
  const isOut = async () => (await browser.reasonOf('{ viewer { name } }')) === 'unauthenticated';
  const [{ version } = { version: 0 }] = await peopleOf(admin, { search: someone.email });
  expect(await reasonOf(admin, CHANGE, { id: someone.id, input: { name: '改名' }, v: version + 1 })).toMatchObject({
    reason: 'versionConflict',
  });
  await admin.get(CHANGE, { id: someone.id, input: { roles: ['hq_quality', 'hq_product'] }, v: version });
  expect(await eventually(isOut, 5000)).toBe(true);
  expect((await browser.signIn(someone.email ?? '')).status).toBe(200);
  await world.owner.query('update identity.session set proven_at = null where membership_id = $1', [
    admin.membershipId,
  ]);
  const wrong = { input: { name: '', email: '', roles: [] } };
  const isUnproven = async () => (await reasonOf(admin, INVITE, wrong))?.reason === 'proofNeeded';
  expect(await eventually(isUnproven, 5000)).toBe(true);
  expect(await reasonOf(admin, END, { id: someone.id })).toMatchObject({ reason: 'proofNeeded' });
  await world.owner.query('update identity.session set proven_at = now() where membership_id = $1', [
    admin.membershipId,
  ]);
  expect(
    await eventually(async () => (await admin.codeOf(END, { id: someone.id, reason: '调岗' })) === undefined, 5000),
  ).toBe(true);
  expect(await eventually(isOut, 5000)).toBe(true);
  expect((await browser.signIn(someone.email ?? '')).status).toBe(401);
  expect(await peopleOf(admin, { search: someone.email })).toEqual([]);
  expect(await peopleOf(admin, { search: someone.email, includeLeft: true })).toMatchObject([
    { state: 'LEFT', endReason: '调岗' },
  ]);
  expect(await rival.hotline.codeOf('{ viewer { name } }')).toBeUndefined();
});

test('headquarters’ last administrator stays one: not removed, not demoted, not both of two at once, not erased', async ({
  world,
}) => {
  // The other tests' administrators are gone.
  await world.owner.query(
    `update identity.headquarters_membership set ended_at = now() where 'hq_admin' = any(roles) and ended_at is null`,
  );
  const [one, two] = [await appoint(world, ['hq_admin']), await appoint(world, ['hq_admin', 'hq_quality'])];
  const outcomes = await Promise.all([
    one.ask(END, { id: two.membershipId }),
    two.ask(CHANGE, { id: one.membershipId, input: { roles: ['hq_product'] } }),
  ]);
  expect(outcomes.filter(({ errors }) => errors === undefined)).toHaveLength(1);
  const [last] = outcomes[0]?.errors ? [two] : [one];
  expect(await reasonOf(last as Person, END, { id: last?.membershipId })).toMatchObject({
    reason: 'member.lastHeadquartersAdmin',
  });
  expect(
    await reasonOf(last as Person, CHANGE, { id: last?.membershipId, input: { roles: ['hq_quality'] } }),
  ).toMatchObject({ reason: 'member.lastHeadquartersAdmin', fields: ['roles'] });
});

test('headquarters’ own trail says who invited, asked for support, entered and moved a partner; a partner’s trail is another', async ({
  world,
  partner,
  rival,
}) => {
  const admin = await appoint(world, ['hq_admin']);
  const someone = await invited(admin, { name: '史册' });
  await joined(world, someone);
  await admin.get(CHANGE, { id: someone.id, input: { roles: ['hq_product'] } });
  await world.owner.query(
    `insert into network.partner (partner_id, name, province_code, province) values ($1, $2, '310000', '上海市') on conflict do nothing`,
    [partner.tenant, partner.name],
  );
  await admin.get('mutation ($input: AskSupportAccessInput!) { askSupportAccess(input: $input) { id } }', {
    input: {
      partnerId: partner.tenant,
      reason: '查看看板',
      endsAt: Temporal.Now.instant().add({ hours: 1 }).toString(),
    },
  });
  const { auditEntries } = await admin.get<{ auditEntries: { nodes: Line[] } }>(TRAIL, {
    filter: { actorId: admin.membershipId },
  });
  const lines = auditEntries.nodes;
  expect(lines.map(({ action }) => action)).toEqual(
    expect.arrayContaining(['askSupportAccess', 'changeHeadquartersPerson', 'inviteHeadquartersPerson']),
  );
  const changed = lines.find(({ action }) => action === 'changeHeadquartersPerson');
  expect(changed).toMatchObject({ noun: 'headquartersMember', label: '史册' });
  expect(changed?.changes).toContainEqual({ field: 'roles', before: '["hq_quality"]', after: '["hq_product"]' });
  // Of which partner it was, by its name.
  expect(lines.find(({ action }) => action === 'askSupportAccess')?.changes).toContainEqual({
    field: 'partner',
    before: null,
    after: partner.name,
  });
  const { auditPeople } = await admin.get<{ auditPeople: { id: string; name: string }[] }>(
    '{ auditPeople { id name } }',
  );
  expect(auditPeople).toContainEqual({ id: someone.id, name: '史册' });
  const colleague = await appoint(world, ['hq_quality']);
  for (const field of ['auditPeople { id }', 'auditEntries { nodes { id } }'])
    expect(await colleague.codeOf(`{ ${field} }`)).toBe('FORBIDDEN');
  const theirs = await world.owner.query(
    `select 1 from ledger.audit_entry where tenant_id = any($1) and actor_id = $2`,
    [[partner.tenant, rival.tenant], admin.membershipId],
  );
  expect(theirs.rowCount).toBe(0);
});
