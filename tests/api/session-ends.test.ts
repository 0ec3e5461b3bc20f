import { randomUUID } from 'node:crypto';
import { emailKey } from '@landfall/identity/account/email-key';
import { hashPassword } from '@landfall/identity/account/password';
import { expect } from 'vitest';
import { WebSocket } from 'ws';
import { test } from '../kit/fixtures.ts';
import { hire, type Organisation } from '../kit/organisation.ts';
import type { Person } from '../kit/person.ts';
import { stopwatch } from '../kit/stopwatch.ts';
import type { World } from '../kit/world.ts';

const WHO = '{ viewer { name } }';
const PASSWORD = 'a long enough password';

/** An account with a password for somebody who was hired without one. */
async function giveAccount(world: World, person: Person): Promise<string> {
  const email = `${randomUUID()}@example.cn`;
  await world.owner.query(
    `insert into identity.account (id, email_key, email, password_hash) select account_id, $1, $2, $3 from identity.membership where id = $4`,
    [emailKey(email), email, await hashPassword(PASSWORD), person.membershipId],
  );
  return email;
}

async function signIn(world: World, email: string, password: string, cookie = '') {
  const response = await fetch(`${world.url}/auth/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'accept-language': 'en', cookie },
    body: JSON.stringify({ email, password }),
  });
  const body = (await response.json()) as { code?: string; message?: string };
  return { status: response.status, body, cookie: (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '' };
}

async function isIn(world: World, cookie: string): Promise<boolean> {
  const response = await fetch(`${world.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie },
    body: JSON.stringify({ query: WHO }),
  });
  return response.status === 200;
}

const hireAt = (partner: Organisation): Promise<Person> => hire(partner, '张三', ['hotline_consultant']);

test('a session ends with its membership, with a change of roles and with the account, and nobody else’s does', async ({
  world,
  partner,
  rival,
}) => {
  const changes = [
    `update identity.membership set ended_at = now() where id = $1`,
    `update identity.membership set roles = '{service_consultant}' where id = $1`,
    `update identity.account set ended_at = now() where id = (select account_id from identity.membership where id = $1)`,
  ];
  for (const change of changes) {
    const person = await hireAt(partner);
    await giveAccount(world, person);
    await world.owner.query(change, [person.membershipId]);
    expect(await person.codeOf(WHO), change).toBe('UNAUTHENTICATED');
  }
  expect(await partner.hotline.codeOf(WHO)).toBeUndefined();
  expect(await rival.hotline.codeOf(WHO)).toBeUndefined();
});

/** A socket that was let in; resolves with the code it is closed with. */
async function open(world: World, person: Person): Promise<{ socket: WebSocket; closed: Promise<number> }> {
  const socket = new WebSocket(`${world.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', {
    headers: { cookie: `landfall=${person.token}` },
  });
  const closed = new Promise<number>((resolve) => socket.once('close', resolve));
  await new Promise((resolve) => socket.once('open', resolve));
  socket.send('{"type":"connection_init"}');
  await new Promise((resolve) => socket.once('message', resolve));
  return { socket, closed };
}

test('an open socket is closed within five seconds of the end of its membership', async ({ world, partner, rival }) => {
  const person = await hireAt(partner);
  const [own, other] = [await open(world, person), await open(world, rival.hotline)];
  await world.owner.query('update identity.membership set ended_at = now() where id = $1', [person.membershipId]);
  const elapsed = stopwatch();
  expect(await own.closed).toBe(4403);
  expect(elapsed()).toBeLessThan(5000);
  expect(other.socket.readyState).toBe(WebSocket.OPEN);
  other.socket.close();
});

test('signing in ends the session the browser had', async ({ world, partner, rival }) => {
  const email = await giveAccount(world, await hireAt(partner));
  const first = await signIn(world, email, PASSWORD);
  const second = await signIn(world, email, PASSWORD, first.cookie);
  expect(await isIn(world, first.cookie)).toBe(false);
  expect(await isIn(world, second.cookie)).toBe(true);
  expect(await rival.hotline.codeOf(WHO)).toBeUndefined();
});

test('after ten wrong passwords the right one has to wait, said in words, and an unknown e-mail is held up the same', async ({
  world,
  partner,
  rival,
}) => {
  const known = await giveAccount(world, await hireAt(partner));
  for (const email of [known, `${randomUUID()}@example.cn`]) {
    for (let i = 0; i < 10; i++) expect((await signIn(world, email, `wrong ${i}`)).status).toBe(401);
    const held = await signIn(world, email, PASSWORD);
    expect(held).toMatchObject({ status: 429, body: { code: 'LIMITED' }, cookie: '' });
    expect(held.body.message).toMatch(/Try again in \d+ min/);
  }
  const theirs = await giveAccount(world, await hireAt(rival));
  expect((await signIn(world, theirs, PASSWORD)).status).toBe(200);
});
