import { startMail } from '@landfall/notifications/start-mail';
import { uuidv7 } from 'uuidv7';
import { expect } from 'vitest';
import { openSilentServer } from '../kit/mail-server.ts';
import { test } from '../kit/own-world.ts';

import {
  BASE,
  closeLater,
  forgetful,
  invited,
  openServer,
  SHORT,
  settled,
  startSender,
  statesOf,
} from './mail.fixture.ts';

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

test('without a server and without demo data mail stays queued, and the operator is told so', async ({ world }) => {
  const running = startMail({ host: world.host, baseUrl: BASE, demo: false });
  closeLater(() => running.stop());
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
