import { expect } from 'vitest';
import { test } from '../kit/fixtures.ts';
import { hire } from '../kit/organisation.ts';
import { enrol, forgetProof, OwnBrowser } from '../kit/own-browser.ts';
import { giveToken, Program } from '../kit/program.ts';
import { stopwatch } from '../kit/stopwatch.ts';

const WHO = '{ viewer { name surface } }';
const CREATE = `mutation ($input: ApiTokenInput!) { createApiToken(input: $input) { token apiToken { id name hint scopes expiresAt } } }`;
const LIST = '{ myApiTokens { id name hint scopes lastUsedAt lastAddress endedAt } }';
const END = 'mutation ($id: ID!) { endApiToken(id: $id) { id endedAt } }';
const RAISE = 'mutation ($c: ID!) { raiseTicket(input: { customerId: $c, symptom: "打不开账套" }) { id } }';
const input = (more: object = {}) => ({ input: { name: ' 每晚导出 ', scopes: ['READ', 'WRITE'], days: 30, ...more } });

interface Own {
  id: string;
  name: string;
  hint: string;
  scopes: string[];
  lastUsedAt: string | null;
  lastAddress: string | null;
  endedAt: string | null;
}

test('a person makes a token, sees it once, sees where it was used, and ends it: closed to everybody at once', async ({
  world,
  partner,
  rival,
}) => {
  const { email } = await enrol(world, [partner]);
  const browser = new OwnBrowser(world);
  await browser.signIn(email);
  const { createApiToken } = await browser.get<{ createApiToken: { token: string; apiToken: Own } }>(CREATE, input());
  const { token, apiToken } = createApiToken;
  expect(token).toMatch(/^lf_[\w-]{43}$/);
  expect(apiToken).toMatchObject({ name: '每晚导出', hint: token.slice(0, 7), scopes: ['READ', 'WRITE'] });
  const program = new Program(world, token);
  expect(await program.ask(WHO)).toEqual({ data: { viewer: { name: '张三', surface: 'desk' } } });
  const { rows } = await world.owner.query('select api_token::text as kept from identity.api_token where id = $1', [
    apiToken.id,
  ]);
  expect(rows[0].kept).not.toContain(token.slice(8));
  await expect
    .poll(async () => (await browser.get<{ myApiTokens: Own[] }>(LIST)).myApiTokens[0])
    .toMatchObject({ id: apiToken.id, lastAddress: '127.0.0.1', lastUsedAt: expect.stringMatching(/Z$/) });
  expect((await rival.hotline.ask(END, { id: apiToken.id })).errors).toBeDefined();
  await browser.get(END, { id: apiToken.id });
  await expect.poll(() => program.reasonOf(WHO)).toBe('unauthenticated');
  const { myApiTokens } = await browser.get<{ myApiTokens: Own[] }>(LIST);
  expect(myApiTokens).toMatchObject([{ id: apiToken.id, endedAt: expect.stringMatching(/Z$/) }]);
});

test('a wish for a token that can’t be is refused at its field: no name, no right to read, too long, too many', async ({
  world,
  partner,
  rival,
}) => {
  const { email } = await enrol(world, [partner]);
  const browser = new OwnBrowser(world);
  await browser.signIn(email);
  const wishes: [object, string, RegExp][] = [
    [{ name: '  ' }, 'name', /Please/],
    [{ name: 'x'.repeat(81) }, 'name', /80/],
    [{ scopes: [] }, 'scopes', /Please/],
    [{ scopes: ['WRITE'] }, 'scopes', /read/],
    [{ scopes: ['READ', 'INTROSPECTION'] }, 'scopes', /own documents/],
    [{ days: 0 }, 'days', /365/],
    [{ days: 366 }, 'days', /365/],
  ];
  for (const [more, field, words] of wishes) {
    const { errors } = await browser.ask(CREATE, input(more));
    const said = errors?.[0]?.extensions as unknown as { problems: { field: string; message: string }[] } | undefined;
    expect(said?.problems[0]?.field, JSON.stringify(more)).toMatch(new RegExp(`${field}$`));
    expect(said?.problems[0]?.message).toMatch(words);
  }
  const all = await Promise.all(Array.from({ length: 22 }, () => browser.reasonOf(CREATE, input())));
  expect(all.filter((reason) => reason === 'apiToken.tooMany')).toHaveLength(2);
  expect(await rival.hotline.codeOf(WHO)).toBeUndefined();
});

test('a token is made by a person who has just proven to be it, and never by a token', async ({
  world,
  partner,
  rival,
}) => {
  const account = await enrol(world, [partner]);
  const browser = new OwnBrowser(world);
  await browser.signIn(account.email);
  const { createApiToken } = await browser.get<{ createApiToken: { token: string } }>(
    CREATE,
    input({ scopes: ['READ', 'WRITE', 'DOCUMENTS'] }),
  );
  const program = new Program(world, createApiToken.token);
  for (const [query, variables] of [
    [CREATE, input()],
    [LIST, {}],
    [END, { id: account.accountId }],
    ['{ mySessions { id } }', {}],
    ['{ account { email } }', {}],
    ['mutation { endOtherSessions { id } }', {}],
    ['mutation { beginTotp { secret } }', {}],
    ['mutation { changePassword(newPassword: "a very long password indeed") { email } }', {}],
    ['mutation { askEmailChange(email: "new@example.cn") { email } }', {}],
    ['mutation { saveMyPreferences(locale: "en") { email } }', {}],
  ] as const)
    expect(await program.reasonOf(query, variables), query).toBe('personOnly');
  await forgetProof(world, account);
  await expect.poll(() => browser.reasonOf(CREATE, input())).toBe('proofNeeded');
  expect(await rival.hotline.codeOf(WHO)).toBeUndefined();
});

test('a token may what its scopes say and its person may there, and no more', async ({
  world,
  partner,
  customer,
  headquarters,
  rival,
}) => {
  const reading = await giveToken(world, partner.hotline, ['read']);
  const writing = await giveToken(world, partner.hotline, ['read', 'write']);
  const theirs = await giveToken(world, rival.hotline);
  expect(await reading.reasonOf('{ tickets { nodes { id } } }')).toBeUndefined();
  expect(await reading.ask(RAISE, { c: customer.id })).toMatchObject({
    errors: [{ message: expect.stringMatching(/write/), extensions: { code: 'FORBIDDEN', reason: 'scopeMissing' } }],
  });
  expect(await writing.reasonOf(RAISE, { c: customer.id })).toBeUndefined();
  expect(await theirs.reasonOf(RAISE, { c: customer.id })).toBe('notFound');
  const { data } = await theirs.ask<{ tickets: { nodes: unknown[] } }>('{ tickets { nodes { id } } }');
  expect(data.tickets.nodes).toEqual([]);
  const person = await giveToken(world, customer.person, ['read']);
  expect(await person.ask(WHO)).toMatchObject({ data: { viewer: { surface: 'portal' } } });
  expect((await person.ask('{ members { nodes { id } } }')).errors?.[0]?.extensions.code).toBe('INVALID');
  const vendor = await giveToken(world, headquarters, ['read']);
  expect(await vendor.ask(WHO)).toMatchObject({ data: { viewer: { surface: 'hq' } } });
});

test('a token ends with its expiry, its membership, its account and its partner’s suspension, its roles follow the membership, and its sockets are closed within 5 s', async ({
  world,
  partner,
  rival,
}) => {
  const ends = [
    'update identity.api_token set ended_at = now() where membership_id = $1',
    `update identity.api_token set created_at = now() - interval '2 days', expires_at = now() where membership_id = $1`,
    'update identity.membership set ended_at = now() where id = $1',
    'update identity.account set ended_at = now() where id = (select account_id from identity.membership where id = $1)',
  ];
  const other = await (await giveToken(world, rival.hotline)).open();
  await Promise.all(
    ends.map(async (end) => {
      const person = await hire(partner, '张三', ['hotline_consultant']);
      const program = await giveToken(world, person, ['read']);
      expect(await program.reasonOf(WHO)).toBeUndefined();
      const { closed } = await program.open();
      await world.owner.query(end, [person.membershipId]);
      const elapsed = stopwatch();
      expect(await closed, end).toBe(4403);
      expect(elapsed()).toBeLessThan(5000);
      await expect.poll(() => program.reasonOf(WHO)).toBe('unauthenticated');
    }),
  );
  expect(other.socket.readyState).toBe(other.socket.OPEN);
  other.socket.close();
  const changed = await hire(partner, '李四', ['hotline_consultant']);
  const program = await giveToken(world, changed, ['read']);
  await world.owner.query(`update identity.membership set roles = '{sales}' where id = $1`, [changed.membershipId]);
  expect(await program.ask('{ viewer { roles } }')).toEqual({ data: { viewer: { roles: ['sales'] } } });
  await world.owner.query(`insert into network.partnership (id, state) values ($1, 'SUSPENDED')`, [partner.tenant]);
  await expect.poll(() => program.reasonOf(WHO)).toBe('unauthenticated');
});

test('nothing else is a token, a cookie beside it counts for nothing, and each token has its own pace', async ({
  world,
  partner,
  rival,
}) => {
  const good = await giveToken(world, partner.hotline, ['read']);
  const wrong = [
    'lf_',
    good.token.slice(0, -1),
    `${good.token}x`,
    `lf_${'A'.repeat(43)}`,
    `${good.token},${good.token}`,
    "lf_' or true --",
    `lf_${'é'.repeat(10)}`,
  ];
  for (const token of wrong) {
    const authorization = `Bearer ${encodeURIComponent(token)}`;
    const response = await rival.hotline.post({ query: WHO }, { authorization });
    expect([response.status, (await response.text()).includes(rival.hotline.name)], token).toEqual([401, false]);
  }
  for (const authorization of ['Bearer', 'Basic bGFuZA==', 'Viewer x', `Bearer  ${good.token}`, `bearer ${good.token}`])
    expect((await rival.hotline.post({ query: WHO }, { authorization })).status, authorization).toBe(401);
  const statuses = new Map<number, number>();
  for (let i = 0; i < 13; i++) {
    const answers = await Promise.all(Array.from({ length: 50 }, () => good.post({ query: WHO })));
    for (const { status } of answers) statuses.set(status, (statuses.get(status) ?? 0) + 1);
  }
  expect(statuses.get(200)).toBe(600);
  expect(statuses.get(429)).toBe(50);
  const slower = (await (await good.post({ query: WHO })).json()) as { errors: { message: string }[] };
  expect(slower.errors[0]?.message).toMatch(/Try again in \d+ s/);
  expect(await (await giveToken(world, rival.hotline, ['read'])).reasonOf(WHO)).toBeUndefined();
});

test('who sets a forgotten password by a link has no token left, at any organisation; who changes it keeps them', async ({
  world,
  partner,
  rival,
}) => {
  const { email, accountId } = await enrol(world, [partner, rival]);
  const browser = new OwnBrowser(world);
  const { body } = await browser.signIn(email);
  const programs: Program[] = [];
  for (const { id } of body.memberships ?? []) {
    await browser.at('membership', { membershipId: id });
    const { createApiToken } = await browser.get<{ createApiToken: { token: string } }>(
      CREATE,
      input({ scopes: ['READ', 'DOCUMENTS'] }),
    );
    programs.push(new Program(world, createApiToken.token));
  }
  expect(programs).toHaveLength(2);
  await browser.get('mutation { changePassword(newPassword: "regen bogen tukan") { id } }');
  for (const program of programs) expect(await program.reasonOf(WHO)).toBeUndefined();
  await browser.at('forgot-password', { email });
  const { rows } = await world.owner.query<{ id: string }>(
    'select id from identity.password_reset where account_id = $1',
    [accountId],
  );
  const token = world.host.seals.token('password-reset', rows[0]?.id ?? '');
  expect((await browser.at('reset-password', { token, password: 'tukan kaffee lampe' })).status).toBe(200);
  for (const program of programs) await expect.poll(() => program.reasonOf(WHO)).toBe('unauthenticated');
});
