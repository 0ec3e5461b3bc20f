import { randomUUID } from 'node:crypto';
import { emailKey } from '@landfall/identity/account/email-key';
import { hashPassword } from '@landfall/identity/account/password';
import { sortKey } from '@landfall/kit/search-token/search-token';
import { expect } from 'vitest';
import { test } from '../kit/fixtures.ts';
import type { Organisation } from '../kit/organisation.ts';
import type { World } from '../kit/world.ts';

const PASSWORD = 'a long enough password';

async function enrol(world: World, email: string, at: readonly Organisation[]): Promise<void> {
  const accountId = randomUUID();
  await world.owner.query(
    'insert into identity.account (id, email_key, email, password_hash) values ($1, $2, $3, $4)',
    [accountId, emailKey(email), email, await hashPassword(PASSWORD)],
  );
  for (const { tenant, name } of at) {
    await world.owner.query(
      `insert into identity.membership (tenant_id, id, account_id, name, sort_key, roles, product_lines, divisions, organisation_name, version) values ($1, $2, $3, '张三', $4, '{hotline_consultant}', '{}', '{}', $5, 1)`,
      [tenant, randomUUID(), accountId, sortKey('张三', 'surname'), name],
    );
  }
}

async function post(
  world: World,
  path: string,
  body: object,
  cookie = '',
): Promise<{ status: number; body: Record<string, unknown>; cookie: string }> {
  const response = await fetch(world.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'accept-language': 'en', cookie },
    body: JSON.stringify(body),
  });
  return {
    status: response.status,
    body: (await response.json()) as Record<string, unknown>,
    cookie: (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '',
  };
}

async function whoAmI(world: World, cookie: string): Promise<string | undefined> {
  const response = await fetch(`${world.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie },
    body: '{"query":"{ viewer { name partnerName } }"}',
  });
  const answer = (await response.json()) as {
    data?: { viewer: { partnerName: string } };
    errors?: { extensions: { code: string } }[];
  };
  return answer.errors?.[0]?.extensions.code ?? answer.data?.viewer.partnerName;
}

test('a person with one membership is in at once, and out at once', async ({ world, partner }) => {
  const email = `${randomUUID()}@example.cn`;
  await enrol(world, email, [partner]);
  const entered = await post(world, '/auth/sign-in', { email: email.toUpperCase(), password: PASSWORD });
  expect(entered).toMatchObject({ status: 200, body: { signedIn: true } });
  expect(await whoAmI(world, entered.cookie)).toBe(partner.name);
  const left = await post(world, '/auth/sign-out', {}, entered.cookie);
  expect(left.status).toBe(200);
  expect(await whoAmI(world, entered.cookie)).toBe('UNAUTHENTICATED');
});

test('a person with several memberships chooses one, and the token of before is worth nothing then', async ({
  world,
  partner,
  rival,
}) => {
  const email = `${randomUUID()}@example.cn`;
  await enrol(world, email, [partner, rival]);
  const entered = await post(world, '/auth/sign-in', { email, password: PASSWORD });
  expect(entered.body.signedIn).toBe(false);
  expect(await whoAmI(world, entered.cookie)).toBe('UNAUTHENTICATED');
  const choices = entered.body.memberships as { id: string; organisation: string }[];
  expect(choices.map((choice) => choice.organisation).sort()).toEqual([partner.name, rival.name].sort());
  const atRival = choices.find((choice) => choice.organisation === rival.name);
  const chosen = await post(world, '/auth/membership', { membershipId: atRival?.id }, entered.cookie);
  expect(await whoAmI(world, chosen.cookie)).toBe(rival.name);
  expect(await whoAmI(world, entered.cookie)).toBe('UNAUTHENTICATED');
  const stolen = await post(world, '/auth/membership', { membershipId: partner.hotline.membershipId }, chosen.cookie);
  expect(stolen).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } });
});

test('an unknown e-mail and a wrong password are told apart by nobody', async ({ world, partner }) => {
  const email = `${randomUUID()}@example.cn`;
  await enrol(world, email, [partner]);
  const wrong = await post(world, '/auth/sign-in', { email, password: 'not this one' });
  const unknown = await post(world, '/auth/sign-in', { email: 'nobody@example.cn', password: 'not this one' });
  expect(wrong).toEqual(unknown);
  expect(wrong).toMatchObject({ status: 401, body: { code: 'UNAUTHENTICATED' }, cookie: '' });
});

test('a form of another site can’t sign anybody in or out', async ({ world }) => {
  const response = await fetch(`${world.url}/auth/sign-out`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'a=b',
  });
  expect(response.status).toBe(405);
});
