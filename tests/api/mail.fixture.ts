import { createHash, randomUUID } from 'node:crypto';
import { type MailSender, startMailSender } from '@landfall/notifications/sending/mail-sender';
import { uuidv7 } from 'uuidv7';
import { afterEach, expect } from 'vitest';
import type { Partner } from '../kit/fixtures.ts';
import { MailServer, type Manners, type TakenMail } from '../kit/mail-server.ts';
import type { World } from '../kit/world.ts';

export const FROM = 'service@landfall.example';
export const BASE = 'https://landfall.example';
export const QUICK = { attempts: 6, wait: () => 20 };
export const SHORT = { connection: 300, greeting: 300, silence: 300, mail: 1000 };
/** A busy machine is slow, and a mail given up too soon is sent twice. */
export const LONG = { connection: 8000, greeting: 8000, silence: 8000, mail: 15_000 };

let closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await Promise.all(closing.map((close) => close()));
  closing = [];
});

/** Closes something when the test is over. */
export function closeLater(close: () => Promise<unknown>): void {
  closing.push(close);
}

export async function openServer(manners: Manners = {}): Promise<MailServer> {
  const server = await MailServer.open(() => manners);
  closing.push(() => server.close());
  return server;
}

export function startSender(world: World, url: string, attempts = QUICK.attempts, timeouts = LONG): MailSender {
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
export async function forgetful(
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
export async function invited(
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
export async function settled(world: World, ...senders: MailSender[]): Promise<void> {
  await world.host.consumers.idle();
  for (const sender of senders) await sender.idle();
}

export async function statesOf(
  world: World,
  account: string,
): Promise<{ state: string; attempts: number; problem: string | null }[]> {
  const { rows } = await world.owner.query(
    `select s.state, s.attempts, s.problem from notifications.mail m join notifications.mail_sending s using (tenant_id, id) where m.account_id = $1`,
    [account],
  );
  return rows;
}

export const only = (mails: TakenMail[]): TakenMail => {
  expect(mails).toHaveLength(1);
  return mails[0] as TakenMail;
};
