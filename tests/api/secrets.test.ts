import { resolve } from 'node:path';
import { services } from '@landfall/gateway/host/services';
import { loadPages } from '@landfall/gateway/server/web-pages';
import { schemaFiles } from '@landfall/gateway/supergraph/schema-files';
import { passwordOf } from '@landfall/kit/database/login.password';
import { LOGINS } from '@landfall/kit/database/logins';
import { Metrics } from '@landfall/kit/metrics/metrics';
import { systemViewer } from '@landfall/kit/viewer/viewer';
import { signingKey, signViewer } from '@landfall/kit/viewer/viewer-token';
import { startMail } from '@landfall/notifications/start-mail';
import { expect } from 'vitest';
import { WebSocket } from 'ws';
import { logWithLines } from '../isolation/crawl/log-lines.ts';
import { SECRET } from '../kit/database.setup.ts';
import { test as base } from '../kit/fixtures.ts';
import { hire } from '../kit/organisation.ts';
import { codeOf, enrol, OwnBrowser, PASSWORD } from '../kit/own-browser.ts';
import { startWorld, type World } from '../kit/world.ts';

const SMTP_PASSWORD = 'planted-smtp-password-4711';
const CLIENT_SECRET = 'planted-client-secret-4712';
const TYPED_PASSWORD = 'planted typed password 4713';
const NEW_PASSWORD = 'planted new password 4714';

const { log, lines } = logWithLines();
log.level = 'trace';
const metrics = new Metrics();

const test = base.extend(
  'world',
  { scope: 'file' },
  // biome-ignore lint/correctness/noEmptyPattern: Vitest reads from this pattern what the fixture needs.
  async ({}, { onCleanup }): Promise<World> => {
    const pages = await loadPages(resolve('web/build/handler.js'));
    const world = await startWorld({ pages, log });
    world.host.tenancy.measure(metrics);
    const mail = startMail({
      host: world.host,
      baseUrl: world.url,
      smtpUrl: `smtp://mailer:${SMTP_PASSWORD}@127.0.0.1:1`,
      mailFrom: 'service@example.com',
      demo: false,
    });
    onCleanup(async () => {
      await mail.stop();
      await world.close();
    });
    return world;
  },
);

/** Everything that was answered, by where it was asked. */
type Heard = Map<string, string>;

/** Where planted secrets are found: `what in where`. */
function leaks(secrets: Readonly<Record<string, string>>, places: ReadonlyMap<string, string>): string[] {
  return [...places].flatMap(([place, text]) =>
    Object.entries(secrets)
      .filter(([, secret]) => text.includes(secret) || text.includes(encodeURIComponent(secret)))
      .map(([name]) => `${name} in ${place}`),
  );
}

/** Every row of every table of ours, as text. */
async function everyRow({ owner }: World): Promise<Map<string, string>> {
  const { rows } = await owner.query<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and n.nspname !~ '^(pg_|information_schema)'`,
  );
  const found = new Map<string, string>();
  for (const { name } of rows) {
    const all = await owner.query<{ row: string }>(`select t::text as row from ${name} t`);
    found.set(`table ${name}`, all.rows.map(({ row }) => row).join('\n'));
  }
  return found;
}

/** What a socket says to somebody who says secrets to it. */
async function socketFrames(world: World, cookie: string, secrets: readonly string[]): Promise<string> {
  const said: string[] = [];
  const socket = new WebSocket(`${world.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', {
    headers: { cookie },
  });
  socket.on('message', (data) => said.push(String(data)));
  const closed = new Promise<void>((resolve) =>
    socket.once('close', (code, reason) => {
      said.push(`${code} ${reason}`);
      resolve();
    }),
  );
  await new Promise((open) => socket.once('open', open));
  socket.send(JSON.stringify({ type: 'connection_init', payload: { secrets } }));
  await expect.poll(() => said.length).toBe(1);
  for (const [i, secret] of secrets.entries())
    socket.send(
      JSON.stringify({
        id: String(i),
        type: 'subscribe',
        payload: {
          query: `subscription { ticketChanged(id: "${secret}") { ${'x'.repeat(3)} } }`,
          variables: { secret },
        },
      }),
    );
  await expect.poll(() => said.length).toBeGreaterThan(secrets.length);
  socket.send('nonsense');
  await closed;
  return said.join('\n');
}

test('planted secrets are in no log, answer, page, event, mail, table, schema or metric', async ({
  world,
  partner,
  rival,
}) => {
  const admin = await hire(partner, '管理员', ['partner_admin']);
  const { email, accountId } = await enrol(world, [partner]);
  const browser = new OwnBrowser(world);
  const heard: Heard = new Map();
  const note = async (place: string, asked: Promise<unknown>) => {
    const answer = await asked.catch((error: unknown) => String(error));
    heard.set(`${place} ${heard.size}`, JSON.stringify(answer));
  };

  // The door: right and wrong passwords, codes, links.
  await note('sign-in refused', browser.signIn(email, TYPED_PASSWORD));
  await note('sign-in', browser.signIn(email));
  const { secret: totp, codes } = await browser.turnOnTwoStep();
  const { createApiToken } = await browser.get<{ createApiToken: { token: string; apiToken: { id: string } } }>(
    `mutation { createApiToken(input: { name: "planted", scopes: [READ, WRITE, DOCUMENTS], days: 1 }) { token apiToken { id } } }`,
  );
  await note(
    'account',
    browser.ask(
      '{ account { id email twoStep { isOn recoveryCodesLeft } } myApiTokens { name hint } mySessions { id address } }',
    ),
  );
  await note('prove', browser.at('prove', { password: TYPED_PASSWORD, code: codes[0] ?? '' }));
  await note('reset asked', browser.at('forgot-password', { email }));
  await expect
    .poll(
      async () =>
        (await world.owner.query('select id from identity.password_reset where account_id = $1', [accountId])).rows
          .length,
    )
    .toBe(1);
  const { rows } = await world.owner.query<{ id: string }>(
    'select id from identity.password_reset where account_id = $1',
    [accountId],
  );
  const link = world.host.seals.token('password-reset', rows[0]?.id ?? '');
  await note('reset link', browser.at('reset-link', { token: link }));
  await note('reset refused', browser.at('reset-password', { token: link, password: 'short' }));
  const input = {
    issuer: 'https://127.0.0.1:1',
    clientId: 'landfall',
    clientSecret: CLIENT_SECRET,
    scopes: ['email'],
    groupsClaim: 'groups',
    followsGroups: false,
    groupRoles: [],
    passwordFor: 'EVERYONE',
  };
  await note(
    'single sign-on',
    admin.ask('mutation ($input: SignOnInput!) { saveSignOn(input: $input) { id hasSecret issuer } }', { input }),
  );
  const saved = /"id":"([^"]+)"/.exec([...heard.values()].at(-1) ?? '')?.[1] ?? '';
  await note(
    'sign-on tried',
    admin.ask(
      'mutation ($id: ID!) { testSignOn(id: $id, callback: "https://127.0.0.1:1/x") { isFine steps { message } } }',
      { id: saved },
    ),
  );
  const vouched = await signViewer(systemViewer(partner.tenant, 'planted'), 'support', signingKey(SECRET));

  const secrets: Record<string, string> = {
    SECRET,
    'the smtp password': SMTP_PASSWORD,
    'the client secret': CLIENT_SECRET,
    'the typed password': TYPED_PASSWORD,
    'the new password': NEW_PASSWORD,
    'the password': PASSWORD,
    'the session token': browser.token,
    'another session token': admin.token,
    'the rival’s session token': rival.hotline.token,
    'the API token': createApiToken.token,
    'the TOTP secret': totp,
    'a recovery code': codes[1] ?? '',
    'the reset link': link,
    'a viewer token': vouched,
    ...Object.fromEntries(LOGINS.map((login) => [`the password of ${login}`, passwordOf(login, SECRET)])),
  };
  for (const [name, secret] of Object.entries(secrets)) expect(secret.length, name).toBeGreaterThan(8);

  // Whoever says a secret where it doesn't belong doesn't get it told back, and no log has it.
  const cookie = browser.cookie;
  for (const secret of Object.values(secrets)) {
    const post = (headers: Record<string, string>, body: string) =>
      fetch(`${world.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body,
      });
    const asked: [string, Promise<Response>][] = [
      ['as a cookie', post({ cookie: `landfall=${encodeURIComponent(secret)}` }, '{"query":"{ viewer { name } }"}')],
      [
        'as a token',
        post({ authorization: `Bearer ${encodeURIComponent(secret)}` }, '{"query":"{ viewer { name } }"}'),
      ],
      ['as another’s word', post({ authorization: `Viewer ${encodeURIComponent(secret)}` }, '{}')],
      [
        'as a variable',
        post(
          { cookie },
          JSON.stringify({ query: 'query ($id: ID!) { ticket(id: $id) { id } }', variables: { id: secret } }),
        ),
      ],
      [
        'as a wrong variable',
        post(
          { cookie },
          JSON.stringify({
            query: 'query ($first: Int) { tickets(first: $first) { nodes { id } } }',
            variables: { first: 'x' },
          }),
        ),
      ],
      [
        'as a cursor',
        post(
          { cookie },
          JSON.stringify({
            query: 'query ($after: String) { tickets(after: $after) { nodes { id } } }',
            variables: { after: secret },
          }),
        ),
      ],
      ['as an id of an operation', post({ cookie }, JSON.stringify({ documentId: secret }))],
      [
        'with a NUL',
        post(
          { cookie },
          JSON.stringify({
            query: 'query ($text: String!) { search(text: $text) { id } }',
            variables: { text: `\u0000${secret}` },
          }),
        ),
      ],
      ['half a body', post({ cookie }, `{"query":"${secret}`)],
      [
        'as a code',
        fetch(`${world.url}/auth/code`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ code: secret }),
        }),
      ],
      [
        'as a link',
        fetch(`${world.url}/auth/email-link`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ token: secret }),
        }),
      ],
    ];
    for (const [how, answering] of asked) {
      const answer = await answering;
      expect(answer.status, how).toBeLessThan(500);
      heard.set(`a secret ${how} ${heard.size}`, `${[...answer.headers].join()} ${await answer.text()}`);
    }
  }
  heard.set('the socket', await socketFrames(world, `landfall=${admin.token}`, Object.values(secrets)));

  // Pages of the person, with the data that comes along.
  for (const path of ['/account', '/account/security', '/account/sessions', '/account/tokens', '/today', '/nowhere'])
    heard.set(`page ${path}`, await (await fetch(world.url + path, { headers: { cookie } })).text());
  for (const path of ['/settings/sign-on', '/settings/mail', '/staff'])
    heard.set(
      `page ${path}`,
      await (await fetch(world.url + path, { headers: { cookie: `landfall=${admin.token}` } })).text(),
    );
  for (const path of ['/healthz', '/readyz', '/sign-in', '/graphql'])
    heard.set(`page ${path}`, await (await fetch(world.url + path)).text());

  // The new password is set at last, so that it too was somewhere.
  await note('reset', browser.at('reset-password', { token: link, password: NEW_PASSWORD }));
  await note('code', browser.at('code', { code: codeOf(totp) }));
  // The mail server is away: whatever the sender makes of that is said by now.
  await expect.poll(() => lines.some((line) => /mail|smtp/i.test(line)), { timeout: 10_000 }).toBe(true);

  const places = new Map([
    ...heard,
    ...lines.map((line, i) => [`log line ${i} ${line.slice(0, 200)}`, line] as const),
    ...(await everyRow(world)),
    ...schemaFiles(services),
    ['metrics', await metrics.registry.metrics()] as const,
  ]);
  expect(leaks(secrets, places)).toEqual([]);
  // The search finds what is there.
  expect(leaks({ partner: partner.tenant }, places).length).toBeGreaterThan(5);
  expect(places.get('table identity.account')).toContain(email);
}, 60_000);
