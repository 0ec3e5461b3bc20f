import { randomUUID } from 'node:crypto';
import { keyOf } from '@landfall/kit/seal/key-of';
import { expect } from 'vitest';
import { test } from '../kit/fixtures.ts';
import { codeOf, type Enrolled, enrol, forgetLastStep, OwnBrowser, PASSWORD } from '../kit/own-browser.ts';
import type { World } from '../kit/world.ts';

const NEXT = 'tukan kaffee lampe';

/** The token of the mail about the newest request: derived from its id, as whoever writes the mail does. */
async function linkOf(world: World, { accountId }: Pick<Enrolled, 'accountId'>): Promise<string> {
  const { rows } = await world.owner.query<{ id: string }>(
    'select id from identity.password_reset where account_id = $1 order by id desc limit 1',
    [accountId],
  );
  return world.host.seals.token('password-reset', rows[0]?.id ?? '');
}

test('a forgotten password is set by the link of the mail, once; every session ends, and this browser is in', async ({
  world,
  partner,
  rival,
}) => {
  const person = await enrol(world, [partner]);
  const theirs = await enrol(world, [rival]);
  const [old, other, own] = [new OwnBrowser(world), new OwnBrowser(world), new OwnBrowser(world)];
  await old.signIn(person.email);
  await other.signIn(theirs.email);
  expect(await own.at('forgot-password', { email: person.email.toUpperCase() })).toMatchObject({
    status: 200,
    body: { asked: true },
  });
  const token = await linkOf(world, person);
  expect((await own.at('reset-link', { token })).body).toMatchObject({ good: true, email: person.email });
  const weak = await own.at('reset-password', { token, password: 'password123' });
  expect(weak).toMatchObject({ status: 400, body: { reason: 'password.common', fields: ['password'] } });
  const set = await own.at('reset-password', { token, password: NEXT });
  expect(set.body).toMatchObject({ signedIn: true, step: 'DONE' });
  expect(await own.where()).toBe(partner.name);
  expect(await old.where()).toBeUndefined();
  expect(await other.where()).toBe(rival.name);
  expect((await new OwnBrowser(world).signIn(person.email)).body.reason).toBe('signIn.wrong');
  expect((await new OwnBrowser(world).signIn(person.email, NEXT)).body.step).toBe('DONE');
  expect((await own.at('reset-password', { token, password: 'another long one' })).body.reason).toBe('reset.used');
  expect((await own.at('reset-link', { token })).body.message).toMatch(/has been used/);
});

test('an expired link, one of nobody and one for something else set nothing, each said in words', async ({
  world,
  partner,
}) => {
  const person = await enrol(world, [partner]);
  const own = new OwnBrowser(world);
  await own.at('forgot-password', { email: person.email });
  const token = await linkOf(world, person);
  await world.owner.query(`update identity.password_reset set expires_at = now() where account_id = $1`, [
    person.accountId,
  ]);
  const { rows } = await world.owner.query('select id from identity.password_reset where account_id = $1', [
    person.accountId,
  ]);
  const invitation = world.host.seals.token('invitation', rows[0].id);
  for (const [link, reason] of [
    [token, 'reset.expired'],
    [invitation, 'reset.unknown'],
    ['x'.repeat(43), 'reset.unknown'],
    ['', 'reset.unknown'],
  ]) {
    for (const path of ['reset-link', 'reset-password'])
      expect((await own.at(path, { token: link, password: NEXT })).body.reason).toBe(reason);
  }
  expect((await new OwnBrowser(world).signIn(person.email)).body.step).toBe('DONE');
});

test('with the second factor on, the link of a mailbox is half of it', async ({ world, partner }) => {
  const person = await enrol(world, [partner]);
  const own = new OwnBrowser(world);
  await own.signIn(person.email);
  const { secret } = await own.turnOnTwoStep();
  await forgetLastStep(world, person);
  const thief = new OwnBrowser(world);
  await thief.at('forgot-password', { email: person.email });
  const set = await thief.at('reset-password', { token: await linkOf(world, person), password: NEXT });
  expect(set.body).toMatchObject({ signedIn: false, step: 'TOTP' });
  expect(await thief.where()).toBeUndefined();
  expect((await thief.at('code', { code: codeOf(secret) })).body.step).toBe('DONE');
});

test('a known and an unknown e-mail are answered alike, by the same statements; a mailbox gets five an hour and nobody is told', async ({
  world,
  partner,
}) => {
  const person = await enrol(world, [partner]);
  const unknown = `${randomUUID()}@example.cn`;
  const own = new OwnBrowser(world);
  const edge = world.host.tenancy.reader('edge');
  const count = async (): Promise<number> =>
    (await world.owner.query('select count(*)::int as n from identity.password_reset')).rows[0].n;
  const seen: Record<string, string[]> = {};
  for (const email of [unknown, person.email]) {
    const texts: string[] = [];
    edge.onStatement = (_, text) => texts.push(text);
    const before = await count();
    expect(await own.at('forgot-password', { email })).toEqual({ status: 200, body: { asked: true } });
    expect(await count()).toBe(before + 1);
    seen[email] = texts;
  }
  edge.onStatement = undefined;
  expect(seen[unknown]).toEqual(seen[person.email]);
  for (let i = 0; i < 6; i++)
    expect(await own.at('forgot-password', { email: person.email })).toEqual({ status: 200, body: { asked: true } });
  const { rows } = await world.owner.query(
    `select event, ids, noun_id from kit.outbox_event where event = 'passwordResetAsked' and noun_id = $1`,
    [person.accountId],
  );
  expect(rows.length).toBeLessThanOrEqual(5);
  const resets = await world.owner.query('select id, token_key from identity.password_reset where account_id = $1', [
    person.accountId,
  ]);
  expect(resets.rows).toHaveLength(5);
  for (const { id, token_key } of resets.rows)
    expect(token_key).toBe(keyOf(world.host.seals.token('password-reset', id)));
  expect((await new OwnBrowser(world).signIn(person.email, PASSWORD)).body.step).toBe('DONE');
});
