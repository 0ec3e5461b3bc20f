import { rm, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { trust } from '@landfall/gateway/config/trust';
import { loadPages } from '@landfall/gateway/server/web-pages';
import { expect } from 'vitest';
import { test as base } from '../kit/fixtures.ts';
import { enrol, PASSWORD } from '../kit/own-browser.ts';
import { giveToken } from '../kit/program.ts';
import { startWorld, type World } from '../kit/world.ts';

const client = resolve('web/build/client');

/** A gateway with the built pages, one proxy in front. */
const test = base.extend(
  'world',
  { scope: 'file' },
  // biome-ignore lint/correctness/noEmptyPattern: Vitest reads from this pattern what the fixture needs.
  async ({}, { onCleanup }): Promise<World> => {
    const pages = await loadPages(resolve('web/build/handler.js'));
    const world = await startWorld({ pages, reached: { trustProxy: trust('1') } });
    onCleanup(() => world.close());
    return world;
  },
);

const ALWAYS = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': expect.stringContaining('camera=()'),
};

const headersOf = (response: Response) => Object.fromEntries(response.headers);

async function assetOf(world: World, language = 'zh-CN'): Promise<string> {
  const html = await (await fetch(`${world.url}/sign-in`, { headers: { 'accept-language': language } })).text();
  return /\/_app\/immutable\/[\w./-]+\.js/.exec(html)?.[0] ?? '';
}

test('every answer, whatever it is, tells the browser what it may do with it, and is kept by nobody unless it never changes', async ({
  world,
  partner,
  rival,
}) => {
  const cookie = `landfall=${partner.hotline.token}`;
  const asked: [string, RequestInit][] = [
    ['/healthz', {}],
    ['/readyz', {}],
    ['/graphql', { method: 'POST' }],
    [
      '/graphql',
      { method: 'POST', headers: { cookie, 'content-type': 'application/json' }, body: '{"query":"{viewer{name}}"}' },
    ],
    ['/graphql', { method: 'POST', headers: { cookie, 'content-type': 'application/json' }, body: '{' }],
    ['/auth/sign-in', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' }],
    ['/auth/nowhere', {}],
    ['/sign-in', {}],
    ['/today', { headers: { cookie }, redirect: 'manual' }],
    ['/tickets/01999999-9999-7999-8999-999999999999', { headers: { cookie: `landfall=${rival.hotline.token}` } }],
    ['/nowhere', {}],
    ['/_app/immutable/chunks/nowhere.js', {}],
  ];
  for (const [path, init] of asked) {
    const headers = headersOf(await fetch(world.url + path, init));
    expect(headers, path).toMatchObject(ALWAYS);
    expect(headers['cache-control'], path).toMatch(/no-store/);
    expect(headers['content-security-policy'], path).toMatch(/frame-ancestors 'none'/);
    expect(headers, path).not.toHaveProperty('strict-transport-security');
    expect(headers, path).not.toHaveProperty('x-powered-by');
  }
  const asset = headersOf(await fetch(world.url + (await assetOf(world))));
  expect(asset).toMatchObject({ ...ALWAYS, 'cache-control': 'public,max-age=31536000,immutable' });
});

test('a page runs the scripts of its own build, the few lines that start it by a word said once, and no others', async ({
  world,
  partner,
  rival,
}) => {
  const seen = new Set<string>();
  for (const [person, path] of [
    [undefined, '/sign-in'],
    [partner.hotline, '/today'],
    [rival.hotline, '/today'],
    [partner.hotline, '/nowhere'],
  ] as const) {
    const response = await fetch(world.url + path, {
      headers: { cookie: person ? `landfall=${person.token}` : '', 'accept-language': 'en' },
    });
    const html = await response.text();
    const policy = new Map(
      (response.headers.get('content-security-policy') ?? '')
        .split(';')
        .map((part) => part.trim().split(' '))
        .map(([name = '', ...values]) => [name, values.join(' ')]),
    );
    expect(policy.get('script-src'), path).toMatch(/^'self'( 'nonce-[\w+/=-]+')?$/);
    for (const [name, value] of [
      ['default-src', "'self'"],
      ['object-src', "'none'"],
      ['base-uri', "'self'"],
      ['form-action', "'self'"],
      ['frame-ancestors', "'none'"],
      ['connect-src', `'self' ${world.url.replace('http', 'ws')}`],
    ] as const)
      expect(policy.get(name), `${path} ${name}`).toBe(value);
    const nonce = /'nonce-([^']+)'/.exec(policy.get('script-src') ?? '')?.[1] ?? 'none';
    for (const [, attributes = '', text = ''] of html.matchAll(/<script([^>]*)>([\s\S]*?)<\/script>/g)) {
      const isData = /type="application\/json"/.test(attributes);
      if (text && !isData) expect(attributes, path).toContain(`nonce="${nonce}"`);
    }
    expect(html).not.toMatch(/<[^>]+\son\w+=["']/);
    expect(html).not.toContain('javascript:');
    expect(seen.has(nonce), 'a word is said once').toBe(false);
    seen.add(nonce);
  }
});

test('over TLS, as a proxy we believe says, the browser is told to come back only so, and pages know how they are reached', async ({
  world,
  partner,
  rival,
}) => {
  const over = (proto: string, more: Record<string, string> = {}) =>
    fetch(`${world.url}/sign-in`, { headers: { 'x-forwarded-proto': proto, ...more } });
  const secure = await over('https');
  expect(secure.headers.get('strict-transport-security')).toMatch(/^max-age=31536000/);
  expect(secure.headers.get('content-security-policy')).toContain(
    `connect-src 'self' wss://${new URL(world.url).host}`,
  );
  for (const proto of ['http', 'https, http', 'nonsense'])
    expect((await over(proto)).headers.get('strict-transport-security'), proto).toBeNull();
  for (const person of [partner.hotline, rival.hotline])
    expect(await person.codeOf('{ viewer { name } }')).toBeUndefined();
});

test('where somebody comes from is what the proxy in front saw, whatever they say themselves', async ({
  world,
  partner,
  rival,
}) => {
  const { email, accountId } = await enrol(world, [partner]);
  const response = await fetch(`${world.url}/auth/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-forwarded-for': '6.6.6.6, 203.0.113.7' },
    body: JSON.stringify({ email, password: PASSWORD }),
  });
  expect(response.status).toBe(200);
  const { rows } = await world.owner.query('select address from identity.session where account_id = $1', [accountId]);
  expect(rows).toEqual([{ address: '203.0.113.7' }]);
  const program = await giveToken(world, rival.hotline, ['read']);
  await program.post({ query: '{ viewer { name } }' }, { 'x-forwarded-for': '6.6.6.6, 2001:db8::9' });
  await expect
    .poll(
      async () =>
        (await world.owner.query('select last_address from identity.api_token where id = $1', [program.id])).rows,
    )
    .toEqual([{ last_address: '2001:db8::9' }]);
});

test('a built file that is gone since the start is 404, and those beside it are there', async ({
  world,
  partner,
  rival,
}) => {
  const asset = await assetOf(world, 'zh-TW');
  const there = await fetch(world.url + asset);
  expect(there.status).toBe(200);
  const text = await there.text();
  const file = client + asset;
  try {
    await rm(file);
    const gone = await fetch(world.url + asset);
    expect([gone.status, gone.headers.get('cache-control')]).toEqual([404, 'no-store']);
  } finally {
    await writeFile(file, text);
  }
  expect((await fetch(world.url + asset)).status).toBe(200);
  for (const person of [partner.hotline, rival.hotline])
    expect(await person.codeOf('{ viewer { name } }')).toBeUndefined();
});
