import { emailKey } from '@landfall/identity/account/email-key';
import { expect } from 'vitest';
import { test } from '../kit/fixtures.ts';
import { codeOf, enrol, forgetLastStep, forgetProof, OwnBrowser, PASSWORD } from '../kit/own-browser.ts';
import type { World } from '../kit/world.ts';

const PHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1';
const SESSIONS = '{ mySessions { id isCurrent browser system kind address organisation way } }';
interface Sessions {
  mySessions: { id: string; isCurrent: boolean; browser: string; system: string; kind: string; organisation: string }[];
}

test('a person sees where they are signed in, ends one and all others; nobody else’s session can be ended', async ({
  world,
  partner,
  rival,
}) => {
  const [person, theirs] = [await enrol(world, [partner]), await enrol(world, [rival])];
  const [own, phone, other] = [new OwnBrowser(world), new OwnBrowser(world, PHONE), new OwnBrowser(world)];
  await own.signIn(person.email);
  await phone.signIn(person.email);
  await other.signIn(theirs.email);
  const { mySessions } = await own.get<Sessions>(SESSIONS);
  expect(mySessions.map(({ isCurrent, browser, system, kind }) => [isCurrent, browser, system, kind]).sort()).toEqual([
    [false, 'Safari', 'iOS', 'PHONE'],
    [true, 'Chrome', 'Windows', 'COMPUTER'],
  ]);
  const end = 'mutation ($id: ID!) { endSession(id: $id) { id } }';
  const at = (await other.get<Sessions>(SESSIONS)).mySessions[0]?.id;
  expect(await own.reasonOf(end, { id: at })).toBe('notFound');
  expect(await own.reasonOf(end, { id: 'nonsense' })).toBe('notFound');
  expect(await other.where()).toBe(rival.name);
  expect(await phone.where()).toBe(partner.name);
  await own.get(end, { id: mySessions.find(({ isCurrent }) => !isCurrent)?.id });
  await expect.poll(() => phone.where()).toBeUndefined();
  const again = new OwnBrowser(world, PHONE);
  await again.signIn(person.email);
  await own.get('mutation { endOtherSessions { id } }');
  await expect.poll(() => again.where()).toBeUndefined();
  expect(await own.where()).toBe(partner.name);
});

test('what is about credentials asks for a proof of the last ten minutes: the password, or the code where it is on', async ({
  world,
  partner,
}) => {
  const person = await enrol(world, [partner]);
  const own = new OwnBrowser(world);
  await own.signIn(person.email);
  await forgetProof(world, person);
  await expect.poll(() => own.reasonOf('mutation { beginTotp { secret } }')).toBe('proofNeeded');
  for (const mutation of [
    'mutation { changePassword(newPassword: "tukan kaffee lampe") { id } }',
    'mutation { askEmailChange(email: "a@example.cn") { id } }',
    'mutation { turnOffTotp { id } }',
    'mutation { renewRecoveryCodes { codes } }',
    'mutation { confirmTotp(code: "123456") { codes } }',
  ])
    expect(await own.reasonOf(mutation), mutation).toBe('proofNeeded');
  expect((await own.at('prove', { password: 'wrong password' })).body).toMatchObject({
    reason: 'prove.wrong',
    fields: ['password'],
  });
  expect((await own.at('prove', { password: PASSWORD })).body).toEqual({ proven: true });
  const { secret } = await own.turnOnTwoStep();
  await forgetProof(world, person);
  await forgetLastStep(world, person);
  await expect.poll(() => own.reasonOf('mutation { renewRecoveryCodes { codes } }')).toBe('proofNeeded');
  expect((await own.at('prove', { password: PASSWORD })).body.reason).toBe('prove.codeWanted');
  expect((await own.at('prove', { code: codeOf(secret) })).body).toEqual({ proven: true });
  expect(await own.reasonOf('mutation { renewRecoveryCodes { codes } }')).toBeUndefined();
  expect((await new OwnBrowser(world).at('prove', { password: PASSWORD })).status).toBe(401);
});

test('another password ends every other session and is told; a weak one is refused at its field', async ({
  world,
  partner,
}) => {
  const person = await enrol(world, [partner]);
  const [own, phone] = [new OwnBrowser(world), new OwnBrowser(world, PHONE)];
  await own.signIn(person.email);
  await phone.signIn(person.email);
  const change = 'mutation ($p: String!) { changePassword(newPassword: $p) { passwordChangedAt } }';
  const refused = await own.ask(change, { p: 'short' });
  expect(refused.errors?.[0]?.extensions).toMatchObject({ code: 'INVALID', fields: ['newPassword'] });
  expect(refused.errors?.[0]?.message).toMatch(/at least 10 characters/);
  expect(await own.reasonOf(change, { p: `${person.email}1` })).toBe('password.ownWords');
  await own.get(change, { p: 'tukan kaffee lampe' });
  await expect.poll(() => phone.where()).toBeUndefined();
  expect(await own.where()).toBe(partner.name);
  expect((await new OwnBrowser(world).signIn(person.email)).status).toBe(401);
  expect((await new OwnBrowser(world).signIn(person.email, 'tukan kaffee lampe')).status).toBe(200);
});

async function changeOf(world: World, accountId: string): Promise<{ fresh: string; old: string }> {
  const { rows } = await world.owner.query(
    'select id from identity.email_change where account_id = $1 order by id desc limit 1',
    [accountId],
  );
  const token = (side: string) => world.host.seals.token(side, rows[0].id);
  return { fresh: token('email-new'), old: token('email-old') };
}

const ASK =
  'mutation ($email: String!) { askEmailChange(email: $email) { pendingEmail { newEmail isConfirmedAtNew } } }';

test.for([
  ['fresh', 'old'],
  ['old', 'fresh'],
] as const)(
  'another e-mail is confirmed at both, %s first, and signs in from then on',
  async ([first, second], { world, partner }) => {
    const person = await enrol(world, [partner]);
    const own = new OwnBrowser(world);
    await own.signIn(person.email);
    const email = `new-${person.email}`;
    await own.get(ASK, { email });
    const links = await changeOf(world, person.accountId);
    const mail = new OwnBrowser(world);
    expect((await mail.at('email-link', { token: links.fresh })).body).toMatchObject({
      side: 'NEW',
      newEmail: email,
      oldEmail: null,
      state: 'OPEN',
    });
    expect((await mail.at('confirm-email', { token: links[first] })).body.state).toBe('HALF');
    expect((await mail.at('confirm-email', { token: links[first] })).body.state).toBe('HALF');
    expect((await new OwnBrowser(world).signIn(person.email)).status).toBe(200);
    expect((await mail.at('confirm-email', { token: links[second] })).body.state).toBe('DONE');
    expect((await mail.at('confirm-email', { token: links[first] })).body.state).toBe('DONE');
    expect((await new OwnBrowser(world).signIn(person.email)).status).toBe(401);
    expect((await new OwnBrowser(world).signIn(email)).status).toBe(200);
    await expect
      .poll(async () => (await own.get<{ viewer: { email: string } }>('{ viewer { email } }')).viewer.email)
      .toBe(email);
  },
);

test('an e-mail somebody has is told to nobody who asks for it, and can’t be taken; withdrawn or old links change nothing', async ({
  world,
  partner,
  rival,
}) => {
  const [person, theirs] = [await enrol(world, [partner]), await enrol(world, [rival])];
  const own = new OwnBrowser(world);
  await own.signIn(person.email);
  const asked = await own.ask<{ askEmailChange: unknown }>(ASK, { email: theirs.email });
  expect(asked).toEqual({
    data: { askEmailChange: { pendingEmail: { newEmail: theirs.email, isConfirmedAtNew: false } } },
  });
  const links = await changeOf(world, person.accountId);
  const mail = new OwnBrowser(world);
  await mail.at('confirm-email', { token: links.old });
  expect((await mail.at('confirm-email', { token: links.fresh })).body).toMatchObject({
    code: 'CONFLICT',
    reason: 'emailChange.taken',
  });
  expect((await new OwnBrowser(world).signIn(theirs.email)).status).toBe(200);
  await own.get(ASK, { email: `b-${person.email}` });
  expect((await mail.at('confirm-email', { token: links.fresh })).body.reason).toBe('emailChange.ended');
  const later = await changeOf(world, person.accountId);
  await own.get('mutation { dropEmailChange { id } }');
  expect((await mail.at('confirm-email', { token: later.fresh })).body.reason).toBe('emailChange.ended');
  expect((await mail.at('confirm-email', { token: 'y'.repeat(43) })).body.reason).toBe('emailChange.unknown');
  expect(await own.reasonOf(ASK, { email: 'not an address' })).toBe('email.invalid');
  expect(await own.reasonOf(ASK, { email: person.email.toUpperCase() })).toBe('emailChange.same');
  const { rows } = await world.owner.query('select email_key from identity.account where id = $1', [person.accountId]);
  expect(rows[0].email_key).toBe(emailKey(person.email));
});

test('one person at two partners is told of both and switches without signing out; a colleague sees one', async ({
  world,
  partner,
  rival,
}) => {
  const both = await enrol(world, [partner, rival]);
  const own = new OwnBrowser(world);
  expect((await own.signIn(both.email)).body.step).toBe('MEMBERSHIP');
  await own.at('membership', { membershipId: both.membershipIds[0] });
  const ACCOUNT = '{ account { memberships { id organisation isCurrent } } }';
  type Memberships = { account: { memberships: { id: string; organisation: string; isCurrent: boolean }[] } };
  const { account } = await own.get<Memberships>(ACCOUNT);
  expect(account.memberships.map(({ organisation, isCurrent }) => [organisation, isCurrent]).sort()).toEqual(
    [
      [partner.name, true],
      [rival.name, false],
    ].sort(),
  );
  const before = own.token;
  expect((await own.at('membership', { membershipId: both.membershipIds[1] })).body.step).toBe('DONE');
  expect(await own.where()).toBe(rival.name);
  const thief = new OwnBrowser(world);
  thief.steal(before);
  expect(await thief.where()).toBeUndefined();
  const colleague = new OwnBrowser(world);
  await colleague.signIn((await enrol(world, [partner])).email);
  expect((await colleague.get<Memberships>(ACCOUNT)).account.memberships).toHaveLength(1);
  expect((await colleague.at('membership', { membershipId: both.membershipIds[0] })).status).toBe(404);
});

test('language and time zone of the account come before the organisation’s, on the next request', async ({
  world,
  partner,
}) => {
  const person = await enrol(world, [partner]);
  const own = new OwnBrowser(world);
  await own.signIn(person.email);
  const save = 'mutation ($l: String, $z: String) { saveMyPreferences(locale: $l, timeZone: $z) { locale timeZone } }';
  expect(await own.reasonOf(save, { z: 'Mars/Olympus' })).toBe('account.timeZone');
  expect(await own.reasonOf(save, { l: 'fr' })).toBe('account.locale');
  await own.get(save, { l: 'zh-TW', z: 'Asia/Taipei' });
  const zone = async () => (await own.get<{ viewer: { timeZone: string } }>('{ viewer { timeZone } }')).viewer.timeZone;
  await expect.poll(zone).toBe('Asia/Taipei');
  expect((await new OwnBrowser(world).signIn(person.email)).body).toMatchObject({ locale: 'zh-TW' });
  await own.get(save, {});
  await expect.poll(zone).toBe('Asia/Shanghai');
});
