import { randomUUID } from 'node:crypto';
import { headerText } from '@landfall/notifications/sending/smtp';
import { startMail } from '@landfall/notifications/start-mail';
import fc from 'fast-check';
import { expect } from 'vitest';
import { hire } from '../kit/organisation.ts';
import { test } from '../kit/own-world.ts';

import {
  BASE,
  closeLater,
  FROM,
  forgetful,
  invited,
  only,
  openServer,
  settled,
  startSender,
  statesOf,
} from './mail.fixture.ts';

test.for([
  ['zh-CN', '设置新密码'],
  ['zh-TW', '設定新密碼'],
  ['en', 'Choose a new password'],
] as const)(
  'a password reset goes out in %s, as HTML and text, with a link that works in both',
  async ([locale, subject], { world }) => {
    const server = await openServer();
    const sender = startSender(world, server.url);
    const { email, reset } = await forgetful(world, locale);
    await settled(world, sender);
    const mail = only(server.to(email));
    const link = `${BASE}/reset-password/${world.host.seals.token('password-reset', reset)}`;
    expect(mail.subject).toBe(subject);
    expect(mail.from).toMatchObject({ name: 'Landfall', address: FROM });
    expect(mail.html).toContain(`href="${link}"`);
    expect(mail.html).toContain(`lang="${locale}"`);
    expect(mail.html).not.toMatch(/\{\{|googleapis|<script|<img/);
    expect(mail.text).toContain(link);
    expect(mail.text).toContain(subject);
    expect(mail.headers.find(({ key }) => key === 'auto-submitted')?.value).toBe('auto-generated');
    // Nothing that opens a door is at rest.
    const { rows } = await world.owner.query(
      `select m::text as row from notifications.mail m where params ->> 'reset' = $1`,
      [reset],
    );
    expect(JSON.stringify(rows)).not.toContain(link.split('/').at(-1));
  },
);

test('an invitation comes in the partner’s name, to the person by name; a rival’s partner sends its own', async ({
  world,
  partner,
  rival,
}) => {
  const server = await openServer();
  const sender = startSender(world, server.url);
  const [ours, theirs] = await Promise.all([invited(partner, { name: '欧阳 "小" 明' }), invited(rival)]);
  await settled(world, sender);
  const mail = only(server.to(ours.email));
  expect(mail.from?.name).toBe(partner.name);
  expect(mail.to?.[0]).toMatchObject({ name: '欧阳 "小" 明', address: ours.email });
  expect(mail.text).toContain(`${BASE}/invitation/${world.host.seals.token('invitation', ours.id)}`);
  expect(mail.text).not.toContain(rival.name);
  const other = only(server.to(theirs.email));
  expect(other.from?.name).toBe(rival.name);
  expect(other.raw + other.text + other.html).not.toContain(partner.name);
});

test('whoever has no account, a used link, and an ended invitation get no mail', async ({ world, partner }) => {
  const server = await openServer();
  const nobody = randomUUID();
  await world.host.tenancy.atDoor({}, (door) =>
    door.announce({ event: 'passwordResetAsked', noun: 'account', id: nobody, ids: { reset: randomUUID() } }),
  );
  const used = await forgetful(world);
  await world.owner.query('update identity.password_reset set ended_at = now() where id = $1', [used.reset]);
  const gone = await invited(partner);
  await world.owner.query('update identity.invitation set withdrawn_at = now() where id = $1', [gone.id]);
  const sender = startSender(world, server.url);
  await settled(world, sender);
  expect(server.arrived).toEqual([]);
  expect(await statesOf(world, nobody)).toMatchObject([{ state: 'ENDED', attempts: 1 }]);
  expect(await statesOf(world, used.account)).toMatchObject([{ state: 'ENDED' }]);
});

test('no name makes a header, a recipient or markup: line breaks, quotes, angle brackets, bidi marks and emoji', async ({
  world,
  partner,
}) => {
  const server = await openServer();
  const sender = startSender(world, server.url);
  const nasty = fc.oneof(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }),
    fc.constantFrom(
      'x\r\nBcc: thief@evil.example',
      'x\nSubject: won',
      '"a" <thief@evil.example>',
      'a, thief@evil.example',
      'x\u2028Bcc: thief@evil.example',
      '=?utf-8?B?Qmp=?=',
      '<script>alert(1)</script>',
      '"><img src=x onerror=alert(1)>',
      '{{href}}',
      '\u202egnp.exe',
      '李😀明',
    ),
  );
  // PostgreSQL holds no zero character, and lone surrogates are no text.
  const storable = nasty.filter((text) => text.isWellFormed() && !text.includes('\0') && headerText(text) !== '');
  await fc.assert(
    fc.asyncProperty(storable, storable, async (name, organisation) => {
      const { email } = await invited(partner, { name, organisation, locale: 'en' });
      await settled(world, sender);
      const mail = only(server.to(email));
      expect(mail.rcpt).toEqual([email]);
      expect(mail.to).toEqual([{ name: headerText(name), address: email }]);
      expect([mail.cc, mail.bcc]).toEqual([undefined, undefined]);
      expect(mail.subject).toBe(headerText(`You are invited to ${organisation}`));
      expect(
        mail.headers
          .map(({ key }) => key)
          .filter((key) => ['bcc', 'cc', 'subject', 'to', 'from'].includes(key))
          .sort(),
      ).toEqual(['from', 'subject', 'to']);
      expect(mail.html).not.toMatch(/<script|<img|onerror=alert\(1\)>/);
      expect(mail.html?.match(/href="[^"]*"/g)?.every((href) => href.startsWith(`href="${BASE}/`))).toBe(true);
    }),
    { numRuns: 30 },
  );
});

test('with demo data and no server mail is kept, found by address and written anew when it is read; elsewhere there is no such place', async ({
  world,
}) => {
  const running = startMail({ host: world.host, baseUrl: BASE, demo: true });
  closeLater(() => running.stop());
  const { email, reset } = await forgetful(world, 'zh-TW');
  const other = await forgetful(world, 'en');
  await expect.poll(async () => (await running.kept?.list(email))?.length).toBe(1);
  const [mail] = (await running.kept?.list(email)) ?? [];
  expect(mail).toMatchObject({ to: email, subject: '設定新密碼', locale: 'zh-TW', kind: 'passwordReset' });
  await expect.poll(async () => (await running.kept?.list())?.some(({ to }) => to === other.email)).toBe(true);
  const opened = await running.kept?.open(mail?.id ?? '');
  expect(opened?.letter?.link).toBe(`${BASE}/reset-password/${world.host.seals.token('password-reset', reset)}`);
  await world.owner.query('update identity.password_reset set ended_at = now() where id = $1', [reset]);
  expect((await running.kept?.open(mail?.id ?? ''))?.letter).toBeNull();
  expect(await running.kept?.open(randomUUID())).toBeNull();
  expect((await fetch(`${world.url}/kept-mail`)).status).toBe(404);
});

test('a partner’s logo and sender name travel with its mail, as a picture every program shows', async ({
  world,
  partner,
}) => {
  const logo = randomUUID();
  const { default: sharp } = await import('sharp');
  const webp = await sharp({ create: { width: 300, height: 100, channels: 4, background: '#1d4ed8' } })
    .webp()
    .toBuffer();
  await world.owner.query(
    `insert into identity.partner_logo (tenant_id, id, media_type, width, height, bytes) values ($1, $2, 'image/webp', 300, 100, $3)`,
    [partner.tenant, logo, webp],
  );
  await world.owner.query(`update identity.partner set logo_id = $2, sender_name = '甲软件客服' where tenant_id = $1`, [
    partner.tenant,
    logo,
  ]);
  const server = await openServer();
  const sender = startSender(world, server.url);
  const { email } = await invited(partner);
  await settled(world, sender);
  const mail = only(server.to(email));
  expect(mail.from?.name).toBe('甲软件客服');
  expect(mail.attachments).toMatchObject([{ mimeType: 'image/png', disposition: 'inline' }]);
  expect(mail.html).toContain(`src="cid:${mail.attachments[0]?.contentId?.replace(/[<>]/g, '')}"`);
});

test('an erased account leaves no address behind, and no inbox', async ({ world, partner }) => {
  const server = await openServer();
  const sender = startSender(world, server.url);
  const admin = await hire(partner, '钱管理', ['partner_admin']);
  const { rows } = await world.owner.query<{ account_id: string }>(
    'select account_id from identity.membership where id = $1',
    [admin.membershipId],
  );
  const { email } = await forgetful(world, 'zh-CN', rows[0]?.account_id);
  await world.host.tenancy.atDoor({}, (door) =>
    door.announce({ event: 'archiveReady', noun: 'archive', id: randomUUID() }, partner.tenant),
  );
  await settled(world, sender);
  const holds = async (): Promise<number[]> => {
    const found = await world.owner.query<{ mails: number; items: number }>(
      `select (select count(*)::int from notifications.mail where address = $1) as mails,
         (select count(*)::int from notifications.inbox_item where membership_id = $2) as items`,
      [email, admin.membershipId],
    );
    return Object.values(found.rows[0] ?? {});
  };
  expect(await holds()).toEqual([2, 1]);
  await world.host.tenancy.atDoor({}, (door) =>
    door.announce(
      { event: 'accountErased', noun: 'member', id: admin.membershipId, ids: { account: rows[0]?.account_id ?? '' } },
      partner.tenant,
    ),
  );
  await world.host.consumers.idle();
  expect(await holds()).toEqual([0, 0]);
});

test('a member is mailed where the account is reached now, and nobody who has left', async ({ world, partner }) => {
  const server = await openServer();
  const admin = await hire(partner, '钱管理', ['partner_admin']);
  const left = await hire(partner, '孙离职', ['partner_admin']);
  const account =
    (
      await world.owner.query<{ account_id: string }>('select account_id from identity.membership where id = $1', [
        admin.membershipId,
      ])
    ).rows[0]?.account_id ?? '';
  await world.owner.query(
    `insert into identity.account (id, email_key, email, locale) values ($1, $2, 'old@example.cn', 'zh-TW')`,
    [account, randomUUID()],
  );
  await world.owner.query('update identity.membership set ended_at = now() where id = $1', [left.membershipId]);
  await world.host.tenancy.atDoor({}, (door) =>
    door.announce({ event: 'archiveReady', noun: 'archive', id: randomUUID() }, partner.tenant),
  );
  await world.host.consumers.idle();
  await world.owner.query(`update identity.account set email = 'new@example.cn' where id = $1`, [account]);
  const sender = startSender(world, server.url);
  await settled(world, sender);
  const mail = only(server.taken);
  expect([mail.rcpt, mail.from?.name]).toEqual([['new@example.cn'], partner.name]);
  expect(mail.text).toContain(`${BASE}/settings/archive`);
});
