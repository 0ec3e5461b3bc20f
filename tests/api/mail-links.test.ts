import { expect } from 'vitest';
import { test } from '../kit/fixtures.ts';
import { mailTo } from '../kit/mail.ts';
import { enrol, OwnBrowser, PASSWORD } from '../kit/own-browser.ts';

const NEXT = 'tukan kaffee lampe';

test('a password asked for at the door is set by the link the mail carries, and that it was set is mailed; nobody else gets either', async ({
  world,
  partner,
  rival,
}) => {
  const [person, theirs] = [await enrol(world, [partner]), await enrol(world, [rival])];
  const own = new OwnBrowser(world);
  await own.at('forgot-password', { email: person.email });
  await own.at('forgot-password', { email: `nobody-${person.email}` });
  const { token, text, link } = await mailTo(world, person.email, 'passwordReset');
  expect(text).toContain(link);
  expect((await own.at('reset-password', { token, password: NEXT })).body).toMatchObject({ step: 'DONE' });
  expect((await mailTo(world, person.email, 'passwordChanged')).subject).toBe('您的密码已更改');
  const { rows } = await world.owner.query('select 1 from notifications.mail where account_id = $1', [
    theirs.accountId,
  ]);
  expect(rows).toEqual([]);
  // The link is used: the same mail would not be sent any more.
  await expect(mailTo(world, person.email, 'passwordReset', 300)).rejects.toThrow('no mail');
});

test('another e-mail is confirmed by the links mailed to both, each in the language of the account', async ({
  world,
  partner,
}) => {
  const person = await enrol(world, [partner]);
  await world.owner.query(`update identity.account set locale = 'zh-TW' where id = $1`, [person.accountId]);
  const own = new OwnBrowser(world);
  await own.signIn(person.email);
  const email = `new-${person.email}`;
  await own.get('mutation ($email: String!) { askEmailChange(email: $email) { pendingEmail { newEmail } } }', {
    email,
  });
  const [fresh, old] = [
    await mailTo(world, email, 'emailChangeNew'),
    await mailTo(world, person.email, 'emailChangeOld'),
  ];
  expect([fresh.subject, old.subject]).toEqual(['確認新的電子郵件', '確認更換電子郵件']);
  for (const { token } of [fresh, old])
    expect((await new OwnBrowser(world).at('confirm-email', { token })).status).toBe(200);
  expect((await mailTo(world, email, 'emailChanged')).text).toContain('登入');
  expect((await new OwnBrowser(world).signIn(email)).status).toBe(200);
});

test('a second factor turned on is mailed, and a sign-in from a browser never seen before, with its name', async ({
  world,
  partner,
}) => {
  const person = await enrol(world, [partner]);
  const own = new OwnBrowser(world);
  await own.signIn(person.email);
  const stranger = new OwnBrowser(world, 'Mozilla/5.0 (Macintosh; Intel Mac OS X 14_0) Firefox/150.0');
  await stranger.signIn(person.email, PASSWORD);
  const seen = await mailTo(world, person.email, 'newDevice');
  expect(seen.text).toContain('Firefox · macOS');
  await own.turnOnTwoStep();
  expect((await mailTo(world, person.email, 'totpTurnedOn')).link).toMatch(/\/account\/security$/);
});

test('an invitation’s mail lets the person in who was invited', async ({ world, partner }) => {
  const { email: adminEmail } = await enrol(world, [partner], ['partner_admin']);
  const admin = new OwnBrowser(world);
  await admin.signIn(adminEmail);
  const email = `new-${adminEmail}`;
  await admin.get('mutation ($people: [StaffInvitationInput!]!) { inviteStaff(people: $people) { id } }', {
    people: [{ name: '林新人', email, roles: ['sales'] }],
  });
  const mail = await mailTo(world, email, 'invitation');
  expect(mail.to.name).toBe('林新人');
  const browser = new OwnBrowser(world);
  const accepted = await browser.at('invitation/accept', { token: mail.token, password: NEXT });
  expect(accepted).toMatchObject({ status: 200, body: { step: 'DONE' } });
  expect(await browser.where()).toBe(partner.name);
});
