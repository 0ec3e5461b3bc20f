import { randomUUID } from 'node:crypto';
import { Attempts } from '@landfall/identity/sign-in/attempts';
import { allowancesOf } from '@landfall/identity/sign-in/sign-in';
import { expect, inject, vi } from 'vitest';
import { test } from '../kit/fixtures.ts';
import { makeOrganisation } from '../kit/organisation.ts';
import { enrol, OwnBrowser, PASSWORD } from '../kit/own-browser.ts';
import { openOwnDatabase } from '../kit/own-database.ts';
import { startWorld } from '../kit/world.ts';

const verified = vi.hoisted(() => ({ count: 0 }));
vi.mock('@node-rs/argon2', async (original) => {
  const argon2 = await original<typeof import('@node-rs/argon2')>();
  return {
    ...argon2,
    verify: (...given: Parameters<typeof argon2.verify>) => {
      verified.count += 1;
      return argon2.verify(...given);
    },
  };
});

test('signing in costs one verification of argon2id, whether the e-mail is known or not, and being held up costs none', async ({
  world,
  partner,
}) => {
  const person = await enrol(world, [partner]);
  const guesser = new OwnBrowser(world);
  const costs = async (email: string, password: string): Promise<number> => {
    const before = verified.count;
    await guesser.signIn(email, password);
    return verified.count - before;
  };
  const unknown = `${randomUUID()}@example.cn`;
  expect([
    await costs(unknown, 'wrong'),
    await costs(person.email, 'wrong'),
    await costs(person.email, PASSWORD),
  ]).toEqual([1, 1, 1]);
  for (let i = 0; i < 9; i++) await costs(unknown, 'wrong');
  expect(await costs(unknown, 'wrong')).toBe(0);
});

test('a guesser who uses up the tries of an account shuts nobody out of the browser they use', async ({
  world,
  partner,
  rival,
}) => {
  const person = await enrol(world, [partner]);
  const own = new OwnBrowser(world);
  await own.signIn(person.email);
  await own.at('sign-out', {});
  const guesser = new OwnBrowser(world);
  for (let i = 0; i < 10; i++) expect((await guesser.signIn(person.email, `wrong ${i}`)).status).toBe(401);
  expect((await guesser.signIn(person.email)).body).toMatchObject({ code: 'LIMITED', reason: 'signIn.tooMany' });
  expect((await own.signIn(person.email)).body.step).toBe('DONE');
  // A browser is known to its own account only.
  const theirs = await enrol(world, [rival]);
  await guesser.signIn(theirs.email);
  expect((await guesser.signIn(person.email)).status).toBe(429);
});

test('several processes count as one, and so do many tries at once', { timeout: 60_000 }, async () => {
  // Of its own: what other files leave for processes to do is in nobody's way here.
  const database = await openOwnDatabase(inject('adminUrl'));
  const first = await startWorld({ adminUrl: database.adminUrl });
  const second = await startWorld({ adminUrl: database.adminUrl });
  try {
    const person = await enrol(first, [await makeOrganisation(first, '上海甲软件服务有限公司')]);
    const browsers = [new OwnBrowser(first), new OwnBrowser(second)];
    const answers = await Promise.all(
      Array.from({ length: 16 }, (_, i) => browsers[i % 2]?.signIn(person.email, `wrong ${i}`)),
    );
    expect(answers.filter((answer) => answer?.status === 401)).toHaveLength(10);
    expect((await browsers[1]?.signIn(person.email))?.status).toBe(429);
  } finally {
    await first.close();
    await second.close();
    await database.close();
  }
});

test('tags, case and dots of an e-mail don’t multiply what one network may try; right tries are given back', async ({
  world,
}) => {
  const address = '2001:db8:7:7::1';
  const networks = ['a@x.cn', 'a+1@x.cn', 'a.b@x.cn'].map(
    (email) =>
      allowancesOf(email, { address: `${address}${email.length}` }, false).find(({ of }) => of.includes('network'))?.of,
  );
  expect(new Set(networks).size).toBe(1);
  const attempts = new Attempts(world.host.tenancy.reader('edge'));
  const allowance = { of: `test ${randomUUID()}`, most: 3, minutes: 15 };
  const tries = await Promise.allSettled(Array.from({ length: 20 }, () => attempts.count([allowance], 'limited')));
  const let_in = tries.filter((one) => one.status === 'fulfilled');
  expect(let_in).toHaveLength(3);
  for (const one of let_in) one.value();
  await expect
    .poll(() =>
      attempts.count([allowance], 'limited').then(
        () => 'in',
        () => 'held up',
      ),
    )
    .toBe('in');
});

test('a session ends two hours after its last request, and twelve hours after it was opened; requests keep it alive until then', async ({
  world,
  partner,
}) => {
  const person = await enrol(world, [partner]);
  const [idle, old, busy] = [new OwnBrowser(world), new OwnBrowser(world), new OwnBrowser(world)];
  for (const browser of [idle, old, busy]) await browser.signIn(person.email);
  const sessions = async () =>
    (
      await world.owner.query<{ id: string; hours: number; idle: number }>(
        `select id, extract(epoch from expires_at - created_at) / 3600 as hours, extract(epoch from now() - last_seen_at) as idle
         from identity.session where account_id = $1 order by created_at`,
        [person.accountId],
      )
    ).rows;
  const [first, second, third] = await sessions();
  expect(Number(first?.hours)).toBeCloseTo(12, 2);
  const set = (id: string | undefined, what: string) =>
    world.owner.query(`update identity.session set ${what} where id = $1`, [id]);
  await set(first?.id, `last_seen_at = now() - interval '2 hours 1 second'`);
  await set(second?.id, `created_at = now() - interval '12 hours', expires_at = now()`);
  await set(third?.id, `last_seen_at = now() - interval '1 hour 59 minutes'`);
  expect(await idle.where()).toBeUndefined();
  expect(await old.where()).toBeUndefined();
  expect(await busy.where()).toBe(partner.name);
  await expect.poll(async () => Number((await sessions())[2]?.idle)).toBeLessThan(60);
  expect((await idle.at('prove', { password: PASSWORD })).status).toBe(401);
});

test('a sign-in leaves a line with the organisation entered, and a new browser is told of, the first ever isn’t', async ({
  world,
  partner,
}) => {
  const person = await enrol(world, [partner]);
  const own = new OwnBrowser(world);
  await own.signIn(person.email);
  await own.at('sign-out', {});
  await own.signIn(person.email);
  await new OwnBrowser(world).signIn(person.email);
  const trail = await world.owner.query(
    `select action, noun, actor_id, way from ledger.audit_entry where tenant_id = $1 and actor_id = $2 and action = 'signIn'`,
    [partner.tenant, person.membershipIds[0]],
  );
  expect(trail.rows).toHaveLength(3);
  expect(trail.rows[0]).toMatchObject({ noun: 'session', way: 'PASSWORD' });
  const told = await world.owner.query(
    `select 1 from kit.outbox_event where event = 'signedInFromNewDevice' and noun_id = $1`,
    [person.accountId],
  );
  expect(told.rows).toHaveLength(1);
});

test('many sessions are asked about in one statement, and a socket keeps none alive', async ({
  world,
  partner,
  rival,
}) => {
  const { SessionViewers } = await import('@landfall/identity/session/session-viewers');
  const viewers = new SessionViewers(world.host.tenancy.reader('edge'));
  const live = [partner.hotline.token, partner.supervisor.token, rival.hotline.token];
  const edge = world.host.tenancy.reader('edge');
  let statements = 0;
  edge.onStatement = () => {
    statements += 1;
  };
  const found = await viewers.live([...live, 'x'.repeat(43), "'},{".padEnd(43, ',')]);
  edge.onStatement = undefined;
  expect([...found].sort()).toEqual([...live].sort());
  expect(statements).toBe(1);
});
