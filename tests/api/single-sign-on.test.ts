import { randomUUID } from 'node:crypto';
import { emailKey } from '@landfall/identity/account/email-key';
import { hashPassword } from '@landfall/identity/account/password';
import { trySignOn } from '@landfall/identity/single-sign-on/try-sign-on';
import { Outside } from '@landfall/kit/outside/outside';
import { afterAll, expect } from 'vitest';
import { test } from '../kit/fixtures.ts';
import { CLIENT, IdentityProvider, Navigator } from '../kit/identity-provider.ts';
import { hire, type Organisation } from '../kit/organisation.ts';
import { Person } from '../kit/person.ts';
import type { World } from '../kit/world.ts';

const FIELDS =
  '{ id issuer hasSecret passwordFor companyCode isEnabled testedAt people version groupRoles { group role } }';
const SAVE = `mutation ($input: SignOnInput!) { saveSignOn(input: $input) ${FIELDS} }`;
const TEST = `mutation ($id: ID!, $callback: String!) { testSignOn(id: $id, callback: $callback) { isFine steps { step isFine message } signOn { testedAt } } }`;
const ENABLE = `mutation ($id: ID!) { enableSignOn(id: $id) ${FIELDS} }`;
const WHO = '{ viewer { name email roles membershipCount surface } }';
const PASSWORD = 'a long enough password';

const started: IdentityProvider[] = [];
afterAll(() => Promise.all(started.map((one) => one.stop())));

interface SignOn {
  id: string;
  companyCode: string;
  isEnabled: boolean;
}

const inputOf = (issuer: string, more: object = {}) => ({
  issuer,
  clientId: CLIENT.id,
  clientSecret: CLIENT.secret,
  scopes: ['email', 'profile', 'groups'],
  groupsClaim: 'groups',
  followsGroups: false,
  groupRoles: [],
  passwordFor: 'EVERYONE',
  ...more,
});

/** A partner with an administrator and its own provider, switched on. */
async function company(world: World, partner: Organisation, more: object = {}) {
  const own = await IdentityProvider.start(world.url);
  started.push(own);
  const admin = await hire(partner, '管理员', ['partner_admin']);
  const { saveSignOn } = await admin.get<{ saveSignOn: SignOn }>(SAVE, { input: inputOf(own.issuer, more) });
  const callback = `${world.url}/auth/sso/callback`;
  const { testSignOn } = await admin.get<{ testSignOn: { isFine: boolean } }>(TEST, { id: saveSignOn.id, callback });
  expect(testSignOn, JSON.stringify(testSignOn)).toMatchObject({ isFine: true });
  await admin.get(ENABLE, { id: saveSignOn.id });
  return { provider: own, admin, id: saveSignOn.id, code: saveSignOn.companyCode };
}

/** Somebody of the directory comes in; the browser, where it ended, and the person where it was let in. */
async function comeIn(world: World, code: string, browser = new Navigator()) {
  const isHome = (url: URL) => url.origin === world.url && !url.pathname.startsWith('/auth/');
  const end = await browser.go(`${world.url}/auth/sso/start/${code}`, isHome);
  const token = browser.cookie(world.url, 'landfall');
  return {
    browser,
    end: end.url,
    problem: end.url.searchParams.get('problem'),
    person: token ? personOf(world, token) : undefined,
  };
}

const personOf = (world: World, token: string) => new Person(world, token, '', '', '');
const whoIs = async (person: Person | undefined) => (await person?.get<{ viewer: object }>(WHO))?.viewer;
const emailOf = (name: string) => `${name}-${randomUUID().slice(0, 8)}@example.cn`;

/** Gives a hired person an account with an e-mail and a password. */
async function giveAccount(world: World, person: Person, email: string): Promise<void> {
  await world.owner.query(
    `insert into identity.account (id, email_key, email, password_hash) select account_id, $1, $2, $3 from identity.membership where id = $4`,
    [emailKey(email), email, await hashPassword(PASSWORD), person.membershipId],
  );
}

async function signIn(world: World, email: string) {
  const response = await fetch(`${world.url}/auth/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'accept-language': 'en' },
    body: JSON.stringify({ email, password: PASSWORD }),
  });
  const token = /landfall=([\w-]{43})/.exec(response.headers.get('set-cookie') ?? '')?.[1];
  return {
    status: response.status,
    body: (await response.json()) as { message?: string; memberships?: unknown[] },
    token,
  };
}

test('somebody with a membership comes in by the company’s provider, by verified e-mail first and by the provider’s own name ever after', async ({
  world,
  partner,
  rival,
}) => {
  const { provider: own, code } = await company(world, partner);
  const email = emailOf('zhang');
  const member = await hire(partner, '张三', ['hotline_consultant']);
  await giveAccount(world, member, email);
  own.knows({ sub: 'zhang', email: email.toUpperCase(), email_verified: true, name: 'Zhang San' }).who = 'zhang';
  const first = await comeIn(world, code);
  expect(first).toMatchObject({ problem: null, end: { pathname: '/' } });
  expect(await whoIs(first.person)).toMatchObject({ name: '张三', roles: ['hotline_consultant'], membershipCount: 1 });
  own.knows({ sub: 'zhang', email: emailOf('renamed'), email_verified: false });
  expect(await whoIs((await comeIn(world, code)).person)).toMatchObject({ name: '张三', email });
  const { rows } = await world.owner.query(
    `select way, sso_tenant_id from identity.session where account_id = (select account_id from identity.membership where id = $1) and way = 'SSO'`,
    [member.membershipId],
  );
  expect(rows).toEqual([
    { way: 'SSO', sso_tenant_id: partner.tenant },
    { way: 'SSO', sso_tenant_id: partner.tenant },
  ]);
  expect(await rival.hotline.codeOf('{ signOn { id } }')).toBe('FORBIDDEN');
});

test('who is new gets an account and the roles of their groups, and roles follow the groups at each sign-in', async ({
  world,
  partner,
}) => {
  const groupRoles = [
    { group: 'hotline', role: 'hotline_consultant' },
    { group: 'leads', role: 'area_supervisor' },
  ];
  const { provider: own, code } = await company(world, partner, { followsGroups: true, groupRoles });
  const email = emailOf('li');
  own.knows({ sub: 'li', email, email_verified: true, name: '李四', groups: ['hotline', 'canteen'] }).who = 'li';
  expect(await whoIs((await comeIn(world, code)).person)).toMatchObject({
    name: '李四',
    roles: ['hotline_consultant'],
    email,
  });
  own.knows({ sub: 'li', email, email_verified: true, name: '李四', groups: ['leads'] });
  expect(await whoIs((await comeIn(world, code)).person)).toMatchObject({ roles: ['area_supervisor'] });
  own.knows({ sub: 'li', email, email_verified: true, name: '李四', groups: ['canteen'] });
  expect(await comeIn(world, code)).toMatchObject({ problem: 'signOn.noGroup', person: undefined });
});

test('the last administrator stays one whatever the directory says', async ({ world, partner }) => {
  const groupRoles = [{ group: 'hotline', role: 'hotline_consultant' }];
  const { provider: own, code, admin } = await company(world, partner, { followsGroups: true, groupRoles });
  const email = emailOf('boss');
  await giveAccount(world, admin, email);
  own.knows({ sub: 'boss', email, email_verified: true, groups: ['hotline'] }).who = 'boss';
  expect(await whoIs((await comeIn(world, code)).person)).toMatchObject({
    roles: ['partner_admin', 'hotline_consultant'],
  });
});

test('each refusal says its reason: e-mail not verified, nobody here, access ended, refused at the provider', async ({
  world,
  partner,
  rival,
}) => {
  const { provider: own, code } = await company(world, partner);
  const email = emailOf('wang');
  const member = await hire(partner, '王五', ['sales']);
  await giveAccount(world, member, email);
  own.knows({ sub: 'wang', email, email_verified: false }).who = 'wang';
  expect(await comeIn(world, code)).toMatchObject({ problem: 'signOn.emailNotVerified', person: undefined });
  own.knows({ sub: 'stranger', email: emailOf('nobody'), email_verified: true }).who = 'stranger';
  expect(await comeIn(world, code)).toMatchObject({ problem: 'signOn.notMember', person: undefined });
  // Somebody of another partner is as much nobody here, and nothing tells that they are somebody there.
  const theirs = emailOf('rival');
  await giveAccount(world, await hire(rival, '外人', ['sales']), theirs);
  own.knows({ sub: 'theirs', email: theirs, email_verified: true }).who = 'theirs';
  expect(await comeIn(world, code)).toMatchObject({ problem: 'signOn.notMember', person: undefined });
  own.knows({ sub: 'wang', email, email_verified: true }).who = 'wang';
  expect((await comeIn(world, code)).person).toBeDefined();
  await world.owner.query('update identity.membership set ended_at = now() where id = $1', [member.membershipId]);
  expect(await comeIn(world, code)).toMatchObject({ problem: 'signOn.ended', person: undefined });
  own.who = null;
  const { problem, end } = await comeIn(world, code);
  expect([problem, end.pathname]).toEqual(['signOn.denied', `/sign-in/company/${code}`]);
});

test('an answer is good once, in the browser that asked for it, and nowhere else', async ({ world, partner }) => {
  const { provider: own, code } = await company(world, partner);
  const email = emailOf('zhao');
  await giveAccount(world, await hire(partner, '赵六', ['sales']), email);
  own.knows({ sub: 'zhao', email, email_verified: true }).who = 'zhao';
  const browser = new Navigator();
  const isCallback = (url: URL) => url.pathname === '/auth/sso/callback';
  const isHome = (url: URL) => url.origin === world.url && !url.pathname.startsWith('/auth/');
  const { url: callback } = await browser.go(`${world.url}/auth/sso/start/${code}`, isCallback);
  const thief = browser.copy();
  const stranger = await new Navigator().go(callback.href, isHome);
  expect(stranger.url.searchParams.get('problem')).toBe('signOn.expired');
  const wrong = new URL(callback);
  wrong.searchParams.set('code', 'another');
  expect((await browser.go(callback.href, isHome)).url.pathname).toBe('/');
  expect((await browser.go(callback.href, isHome)).url.searchParams.get('problem')).toBe('signOn.expired');
  // The same journey with its cookie once more, as from a copied browser: the state was used.
  expect((await thief.go(callback.href, isHome)).url.searchParams.get('problem')).toBe('signOn.used');
});

test('a provider that is away, names another issuer or stands in a private network is refused in words', async ({
  world,
  partner,
}) => {
  const { provider: own, code, admin, id } = await company(world, partner);
  await own.stop();
  expect((await comeIn(world, code)).problem).toBe('signOn.away');
  const callback = `${world.url}/auth/sso/callback`;
  const tested = async (issuer: string, more: object = {}) => {
    await admin.get(SAVE, { input: inputOf(issuer, more) });
    return (
      await admin.get<{ testSignOn: { isFine: boolean; steps: { step: string; isFine: boolean; message: string }[] } }>(
        TEST,
        { id, callback },
      )
    ).testSignOn;
  };
  expect(await tested(own.issuer)).toMatchObject({
    isFine: false,
    steps: [{ step: 'DISCOVERY', message: expect.stringContaining('answer') }],
  });
  const other = await IdentityProvider.start(world.url, { issuer: (at) => at.replace('127.0.0.1', 'localhost') });
  started.push(other);
  expect(await tested(other.issuer)).toMatchObject({
    isFine: false,
    steps: [{ message: expect.stringContaining('issuer') }],
  });
  const fine = await IdentityProvider.start(world.url);
  started.push(fine);
  const wrongSecret = await tested(fine.issuer, { clientSecret: 'wrong' });
  expect(wrongSecret.steps.map((step) => step.isFine)).toEqual([true, true, true, false]);
  expect(wrongSecret.steps[3]?.message).toContain('client secret');
  expect(await admin.codeOf(ENABLE, { id })).toBe('CONFLICT');
  expect(await tested(fine.issuer)).toMatchObject({ isFine: true });
  const secret = { issuer: fine.issuer.replace('http:', 'https:'), clientId: CLIENT.id, secret: CLIENT.secret };
  expect(await trySignOn(secret, callback, new Outside(false))).toEqual([
    { step: 'DISCOVERY', isFine: false, reason: 'signOn.privateAddress' },
  ]);
});

test('a partner that takes no password isn’t entered by one, not even with a session from before', async ({
  world,
  partner,
  rival,
}) => {
  const { provider: own, code, id, admin } = await company(world, partner);
  const [adminEmail, email] = [emailOf('admin'), emailOf('staff')];
  await giveAccount(world, admin, adminEmail);
  const staff = await hire(partner, '钱七', ['sales']);
  await giveAccount(world, staff, email);
  const before = await signIn(world, email);
  expect(before.status).toBe(200);
  const restrict = (who: Person, passwordFor: string) =>
    who.ask<{ saveSignOn: object }>(SAVE, { input: { ...inputOf(own.issuer), clientSecret: undefined, passwordFor } });
  expect((await restrict(admin, 'ADMINISTRATORS')).data).toMatchObject({
    saveSignOn: { passwordFor: 'ADMINISTRATORS', isEnabled: true },
  });
  expect(await personOf(world, before.token ?? '').codeOf(WHO)).toBe('UNAUTHENTICATED');
  expect(await signIn(world, email)).toMatchObject({
    status: 401,
    body: { message: expect.stringContaining('Company sign-on') },
  });
  expect((await signIn(world, adminEmail)).status).toBe(200);
  expect((await restrict(admin, 'NOBODY')).errors?.[0]?.extensions).toMatchObject({
    reason: 'signOn.tryFirst',
    fields: ['passwordFor'],
  });
  own.knows({ sub: 'admin', email: adminEmail, email_verified: true }).who = 'admin';
  const { person } = await comeIn(world, code);
  expect((await restrict(person as Person, 'NOBODY')).data).toMatchObject({ saveSignOn: { passwordFor: 'NOBODY' } });
  expect((await signIn(world, adminEmail)).status).toBe(401);
  expect(await whoIs(person)).toBeDefined();
  await person?.get(`mutation ($id: ID!) { disableSignOn(id: $id) { id } }`, { id });
  expect((await signIn(world, email)).status).toBe(200);
  expect(await rival.hotline.codeOf(WHO)).toBeUndefined();
});

test('whom a company vouches for gets into no other organisation of theirs, and changes nothing of their account', async ({
  world,
  partner,
  rival,
}) => {
  const { provider: own, code } = await company(world, partner);
  const email = emailOf('both');
  const here = await hire(partner, '两处', ['sales']);
  await giveAccount(world, here, email);
  const { rows } = await world.owner.query<{ account_id: string }>(
    'select account_id from identity.membership where id = $1',
    [here.membershipId],
  );
  const there = await hire(rival, '两处', ['partner_admin']);
  await world.owner.query('update identity.membership set account_id = $1 where id = $2', [
    rows[0]?.account_id,
    there.membershipId,
  ]);
  expect((await signIn(world, email)).body.memberships).toHaveLength(2);
  own.knows({ sub: 'both', email, email_verified: true }).who = 'both';
  const { person, browser } = await comeIn(world, code);
  expect(await whoIs(person)).toMatchObject({ membershipCount: 1, roles: ['sales'] });
  const response = await fetch(`${world.url}/auth/membership`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie: `landfall=${browser.cookie(world.url, 'landfall')}` },
    body: JSON.stringify({ membershipId: there.membershipId }),
  });
  expect(response.status).toBe(404);
  // What reaches beyond the company needs the person's own way in, however fresh the provider's word is.
  const { mySessions } = await (person as Person).get<{ mySessions: { way: string }[] }>('{ mySessions { way } }');
  expect(mySessions).toEqual([{ way: 'SSO' }]);
  for (const document of [
    'mutation { changePassword(newPassword: "another long password") { id } }',
    'mutation { askEmailChange(email: "thief@example.cn") { id } }',
    'mutation { beginTotp { __typename } }',
    'mutation { endOtherSessions { id } }',
    `mutation { eraseMyAccount(confirmation: "${email}") }`,
    'mutation { askAccessFile }',
    '{ myPersonalData { __typename } }',
  ])
    expect((await person?.ask(document))?.errors?.[0]?.extensions, document).toMatchObject({
      reason: 'signOn.ownPassword',
    });
});

test('the secret comes back in no answer, and a code that was changed leads nowhere', async ({
  world,
  partner,
  rival,
}) => {
  const { admin, id, code } = await company(world, partner);
  const kept = await admin.get<{ signOn: object }>(`{ signOn ${FIELDS} }`);
  expect(JSON.stringify(kept)).not.toContain(CLIENT.secret);
  const { rows } = await world.owner.query('select client_secret from identity.sign_on where id = $1', [id]);
  expect(JSON.stringify(rows)).not.toContain(CLIENT.secret);
  const { renewCompanyCode } = await admin.get<{ renewCompanyCode: SignOn }>(
    `mutation ($id: ID!) { renewCompanyCode(id: $id) ${FIELDS} }`,
    { id },
  );
  expect(renewCompanyCode.companyCode).not.toBe(code);
  expect(await comeIn(world, code)).toMatchObject({
    problem: 'signOn.noCompany',
    end: { pathname: '/sign-in/company' },
  });
  const theirs = await hire(rival, '对手管理员', ['partner_admin']);
  expect(await theirs.get('{ signOn { id } }')).toEqual({ signOn: null });
  for (const name of ['enableSignOn', 'disableSignOn', 'renewCompanyCode'])
    expect(await theirs.codeOf(`mutation ($id: ID!) { ${name}(id: $id) { id } }`, { id })).toBe('NOT_FOUND');
  expect(await theirs.codeOf(TEST, { id, callback: world.url })).toBe('NOT_FOUND');
});
