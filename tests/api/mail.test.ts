import { createHash, randomUUID } from 'node:crypto';
import { type MailSender, startMailSender } from '@landfall/notifications/sending/mail-sender';
import { headerText } from '@landfall/notifications/sending/smtp';
import { startMail } from '@landfall/notifications/start-mail';
import fc from 'fast-check';
import { uuidv7 } from 'uuidv7';
import { afterEach, expect } from 'vitest';
import type { Partner } from '../kit/fixtures.ts';
import { MailServer, type Manners, openSilentServer, type TakenMail } from '../kit/mail-server.ts';
import { hire } from '../kit/organisation.ts';
import { test } from '../kit/own-world.ts';
import type { World } from '../kit/world.ts';

const FROM = 'service@landfall.example';
const BASE = 'https://landfall.example';
const QUICK = { attempts: 6, wait: () => 20 };
const SHORT = { connection: 300, greeting: 300, silence: 300, mail: 1000 };
/** A busy machine is slow, and a mail given up too soon is sent twice. */
const LONG = { connection: 8000, greeting: 8000, silence: 8000, mail: 15_000 };

let closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await Promise.all(closing.map((close) => close()));
  closing = [];
});

async function openServer(manners: Manners = {}): Promise<MailServer> {
  const server = await MailServer.open(() => manners);
  closing.push(() => server.close());
  return server;
}

function startSender(world: World, url: string, attempts = QUICK.attempts, timeouts = LONG): MailSender {
  const sender = startMailSender({
    host: world.host,
    baseUrl: BASE,
    way: { url, from: FROM, timeouts },
    retries: { ...QUICK, attempts },
    pollMilliseconds: 20,
  });
  closing.push(() => sender.stop());
  return sender;
}

/** Somebody with an account who asked for a new password. @returns the e-mail and the reset's id */
async function forgetful(
  world: World,
  locale = 'zh-CN',
  account: string = randomUUID(),
): Promise<{ email: string; reset: string; account: string }> {
  const email = `${account}@example.cn`;
  const reset = uuidv7();
  await world.owner.query(
    `insert into identity.account (id, email_key, email, locale) values ($1, $2, $3, $4) on conflict do nothing`,
    [account, createHash('sha256').update(email).digest('hex'), email, locale],
  );
  await world.owner.query(
    `insert into identity.password_reset (id, account_id, token_key, expires_at) values ($1, $2, $3, now() + interval '30 minutes')`,
    [reset, account, randomUUID()],
  );
  await world.host.tenancy.atDoor({ account }, (door) =>
    door.announce({ event: 'passwordResetAsked', noun: 'account', id: account, ids: { reset } }),
  );
  return { email, reset, account };
}

/** An invitation as people's names can be. */
async function invited(
  { world, tenant, name: partnerName }: Partner,
  { name = '陈新人', locale = 'zh-CN', organisation = partnerName } = {},
): Promise<{ email: string; id: string }> {
  const [id, email] = [uuidv7(), `${randomUUID()}@example.cn`];
  await world.owner.query(
    `insert into identity.invitation (tenant_id, id, batch_id, token_key, email, email_key, name, sort_key, roles, product_lines, divisions,
       organisation_name, partner_name, locale, created_at, sent_at, expires_at, version)
     values ($1, $2, $2, $3, $4, $3, $5, 'x', '{sales}', '{}', '{}', $6, $6, $7, now(), now(), now() + interval '7 days', 1)`,
    [tenant, id, randomUUID(), email, name, organisation, locale],
  );
  await world.host.tenancy.atDoor({}, (door) =>
    door.announce({ event: 'staffInvited', noun: 'invitation', id }, tenant),
  );
  return { email, id };
}

/** Every event has had its effect, and nothing is due to be sent. */
async function settled(world: World, ...senders: MailSender[]): Promise<void> {
  await world.host.consumers.idle();
  for (const sender of senders) await sender.idle();
}

async function statesOf(
  world: World,
  account: string,
): Promise<{ state: string; attempts: number; problem: string | null }[]> {
  const { rows } = await world.owner.query(
    `select s.state, s.attempts, s.problem from notifications.mail m join notifications.mail_sending s using (tenant_id, id) where m.account_id = $1`,
    [account],
  );
  return rows;
}

const only = (mails: TakenMail[]): TakenMail => {
  expect(mails).toHaveLength(1);
  return mails[0] as TakenMail;
};

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

test('what the server refuses for good fails alone; what it refuses for now is tried again; the others go out at once', async ({
  world,
}) => {
  let busy = 3;
  const bad = new Set<string>();
  const later = new Set<string>();
  const server = await openServer({
    refuses: (recipient) => (bad.has(recipient) ? 550 : later.has(recipient) && busy-- > 0 ? 451 : undefined),
  });
  const people = await Promise.all(Array.from({ length: 12 }, () => forgetful(world)));
  for (const [i, { email }] of people.entries()) if (i % 2 === 0) bad.add(email);
  later.add(people[1]?.email ?? '');
  const sender = startSender(world, server.url);
  await settled(world, sender);
  await expect.poll(() => server.taken.length).toBe(6);
  for (const { email, account } of people) {
    const [state] = await statesOf(world, account);
    if (bad.has(email)) expect(state).toEqual({ state: 'FAILED', attempts: 1, problem: 'EENVELOPE 550' });
    else expect(server.to(email)).toHaveLength(1);
  }
  const [tried] = await statesOf(world, people[1]?.account ?? '');
  expect(tried).toMatchObject({ state: 'SENT', attempts: 4 });
});

test('a server that hangs holds a mail up for its timeout only, and nothing is lost until it answers', async ({
  world,
}) => {
  const silent = await openSilentServer();
  const first = startSender(world, silent.url, 50, SHORT);
  const { email, account } = await forgetful(world);
  await world.host.consumers.idle();
  await expect.poll(async () => (await statesOf(world, account))[0]?.attempts ?? 0).toBeGreaterThanOrEqual(2);
  expect((await statesOf(world, account))[0]?.problem ?? 'ETIMEDOUT').toMatch(/ETIMEDOUT|ECONNECTION|ESOCKET/);
  await silent.close();
  await first.stop();
  // Whatever attempt was under way when the process ended is over when its claim is.
  await world.owner.query(`update notifications.mail_sending set next_at = now() where state = 'QUEUED'`);
  const server = await openServer();
  const second = startSender(world, server.url);
  await expect.poll(() => server.to(email).length).toBe(1);
  await settled(world, second);
  expect(server.taken).toHaveLength(1);
});

test('a server that dies in the middle of a mail gets it again, once; one that dies after the last byte may have it twice, under one Message-ID', async ({
  world,
}) => {
  let deaths = 2;
  const cut = await forgetful(world);
  const late = await forgetful(world);
  let lateDeaths = 1;
  const server = await openServer({
    diesInData: (recipient) => recipient === cut.email && deaths-- > 0,
    // The protocol's own ambiguity (RFC 1047): it has the mail, and we can't know.
    diesAfterData: (recipient) => recipient === late.email && lateDeaths-- > 0,
  });
  const sender = startSender(world, server.url);
  await settled(world, sender);
  await expect.poll(() => server.taken.length).toBe(2);
  expect(server.to(cut.email)).toHaveLength(1);
  expect(server.to(late.email)).toHaveLength(1);
  const copies = server.arrived.filter(({ rcpt }) => rcpt.includes(late.email));
  expect(copies).toHaveLength(2);
  expect(new Set(copies.map(({ messageId }) => messageId)).size).toBe(1);
  await expect.poll(() => statesOf(world, cut.account)).toMatchObject([{ state: 'SENT', attempts: 3 }]);
});

test('two processes share the work: each mail goes out once, over a bounded number of connections', async ({
  world,
}) => {
  const server = await openServer();
  const people = await Promise.all(Array.from({ length: 40 }, () => forgetful(world)));
  await world.host.consumers.idle();
  const senders = [startSender(world, server.url), startSender(world, server.url)];
  await settled(world, ...senders);
  await expect.poll(() => server.taken.length).toBe(40);
  expect(new Set(server.taken.map(({ rcpt }) => rcpt[0]))).toEqual(new Set(people.map(({ email }) => email)));
  expect(server.most).toBeLessThanOrEqual(8);
  expect(server.connections).toBeLessThan(20);
});

test('a mail that can’t be written holds nobody up, and a partner’s thousand don’t either', async ({
  world,
  partner,
  rival,
}) => {
  const poisoned = uuidv7();
  await world.owner.query(
    `insert into notifications.mail (tenant_id, id, kind, params) values ($1, $2, 'ofTheFuture', '{}')`,
    [partner.tenant, poisoned],
  );
  await world.owner.query(`insert into notifications.mail_sending (tenant_id, id) values ($1, $2)`, [
    partner.tenant,
    poisoned,
  ]);
  const many = 120;
  const { rows } = await world.owner.query<{ id: string }>(
    `insert into identity.invitation (tenant_id, id, batch_id, token_key, email, email_key, name, sort_key, roles, product_lines, divisions, organisation_name, partner_name, locale, created_at, sent_at, expires_at, version)
     select $1, gen_random_uuid(), gen_random_uuid(), gen_random_uuid()::text, i || '@many.example', i::text, '某人', 'x', '{sales}', '{}', '{}', 'x', 'x', 'en', now(), now(), now() + interval '1 day', 1
     from generate_series(1, ${many}) i returning id`,
    [partner.tenant],
  );
  await world.owner.query(
    `with m as (insert into notifications.mail (tenant_id, id, kind, params) select $1, gen_random_uuid(), 'invitation', jsonb_build_object('invitation', id)
       from unnest($2::uuid[]) as id returning id)
     insert into notifications.mail_sending (tenant_id, id, next_at) select $1, id, now() - interval '1 hour' from m`,
    [partner.tenant, rows.map(({ id }) => id)],
  );
  const other = await invited(rival);
  await world.host.consumers.idle();
  const server = await openServer();
  const sender = startSender(world, server.url);
  await expect.poll(() => server.to(other.email).length).toBe(1);
  expect(server.taken.findIndex(({ rcpt }) => rcpt[0] === other.email)).toBeLessThan(20);
  await settled(world, sender);
  await expect.poll(() => server.taken.length, { timeout: 10_000 }).toBe(many + 1);
  const { rows: left } = await world.owner.query(
    'select state, problem from notifications.mail_sending where id = $1',
    [poisoned],
  );
  await expect
    .poll(
      async () =>
        (await world.owner.query('select state from notifications.mail_sending where id = $1', [poisoned])).rows[0]
          .state,
    )
    .toBe('FAILED');
  expect(left[0].problem ?? 'COMPOSE Error').toBe('COMPOSE Error');
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
  closing.push(() => running.stop());
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

test('without a server and without demo data mail stays queued, and the operator is told so', async ({ world }) => {
  const running = startMail({ host: world.host, baseUrl: BASE, demo: false });
  closing.push(() => running.stop());
  expect(running.warning).toContain('SMTP_URL');
  expect(running.kept).toBeUndefined();
  const { account, email } = await forgetful(world);
  await world.host.consumers.idle();
  expect(await statesOf(world, account)).toEqual([{ state: 'QUEUED', attempts: 0, problem: null }]);
  const server = await openServer();
  const sender = startSender(world, server.url);
  await settled(world, sender);
  expect(server.to(email)).toHaveLength(1);
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
