import { gzipSync } from 'node:zlib';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { test as base, type Enter } from './stage.ts';
import { Visitor } from './visitor.ts';

/** A page, who opens it, and something of the data it must show; `:id` of the address is the found thing's. */
interface Opened {
  readonly page: string;
  readonly who: string;
  readonly path: string;
  /** A query whose first node has an `id`, and somewhere a `text` that the page shows. */
  readonly shows: string;
}

const [ADMIN, HOTLINE, SUPERVISOR, CONSULTANT, PORTAL, HQ] = [
  'admin@shanghai.demo',
  'hotline@shanghai.demo',
  'supervisor@shanghai.demo',
  'consultant@shanghai.demo',
  'portal@shanghai.demo',
  'hq@headquarters.demo',
];
const order = (state: string, mine = true) =>
  `{ dispatchOrders(states: [${state}], mine: ${mine}, first: 1) { nodes { id text: number } } }`;
const visit = (page: string, state: string): Opened => ({
  page,
  who: CONSULTANT,
  path: '/visits/:id',
  shows: order(state),
});
const recordPart = (part: string): Opened => ({
  page: `the record, ${part}`,
  who: CONSULTANT,
  path: `/visits/:id?step=record&part=${part}`,
  shows: order('ON_SITE'),
});
const PARTNERS = '{ networkPartners { id text: name } }';

const PAGES: readonly Opened[] = [
  { page: 'today', who: HOTLINE, path: '/today', shows: '{ promises(first: 1) { nodes { id text: subject } } }' },
  {
    page: 'hotline',
    who: HOTLINE,
    path: '/hotline',
    shows: '{ calls(states: [RAISED], first: 1) { nodes { id customer { text: name } } } }',
  },
  {
    page: 'tickets',
    who: HOTLINE,
    path: '/tickets',
    shows: '{ tickets(states: [NEW], first: 1) { nodes { id text: number } } }',
  },
  {
    page: 'a ticket',
    who: HOTLINE,
    path: '/tickets/:id',
    shows: '{ tickets(states: [DISPATCHED], first: 1) { nodes { id text: number } } }',
  },
  { page: 'customers', who: HOTLINE, path: '/customers', shows: '{ customers(first: 1) { nodes { id text: name } } }' },
  {
    page: 'a customer',
    who: HOTLINE,
    path: '/customers/:id',
    shows: '{ customers(line: K3, first: 1) { nodes { id text: name } } }',
  },
  { page: 'the board', who: SUPERVISOR, path: '/dispatch', shows: order('RECEIVED', false) },
  { page: 'an order’s panel', who: SUPERVISOR, path: '/dispatch?order=:id', shows: order('RECEIVED', false) },
  { page: 'the timeline', who: SUPERVISOR, path: '/dispatch?view=timeline', shows: order('RECEIVED', false) },
  { page: 'my visits', who: CONSULTANT, path: '/visits', shows: order('CONTACTED') },
  visit('contacting the customer', 'ASSIGNED'),
  visit('agreeing a time', 'CONTACTED'),
  visit('departing', 'SCHEDULED'),
  { page: 'another time', who: CONSULTANT, path: '/visits/:id?step=reschedule', shows: order('SCHEDULED') },
  ...['place', 'items', 'result', 'review'].map(recordPart),
  visit('handing over', 'RECORDED'),
  visit('a visit that is done', 'CONFIRMED'),
  {
    page: 'my service',
    who: PORTAL,
    path: '/portal',
    shows: '{ tickets(states: [DISPATCHED], first: 1) { nodes { id text: number } } }',
  },
  {
    page: 'asking for help',
    who: PORTAL,
    path: '/portal/ask',
    shows: '{ products { id registered: name } partner { text: name } }',
  },
  {
    page: 'a request',
    who: PORTAL,
    path: '/portal/tickets/:id',
    shows: '{ tickets(states: [DISPATCHED], first: 1) { nodes { id text: number } } }',
  },
  { page: 'a record to confirm', who: PORTAL, path: '/portal/visits/:id', shows: order('RECORDED', false) },
  { page: 'a confirmed record', who: PORTAL, path: '/portal/visits/:id', shows: order('CONFIRMED', false) },
  { page: 'staff', who: ADMIN, path: '/staff', shows: '{ members(first: 1) { nodes { id text: email } } }' },
  {
    page: 'invitations',
    who: ADMIN,
    path: '/staff?state=invited',
    shows: '{ invitations(first: 1) { nodes { id text: email } } }',
  },
  {
    page: 'a colleague',
    who: ADMIN,
    path: '/staff/:id',
    shows: '{ members(state: ABSENT, first: 1) { nodes { id text: email } } }',
  },
  { page: 'people of the portal', who: PORTAL, path: '/portal/people', shows: '{ customerPeople { id text: email } }' },
  { page: 'figures', who: HQ, path: '/hq', shows: PARTNERS },
  // Whose it is stands on every page; an inbox may well be empty.
  ...[
    ['the desk’s inbox', SUPERVISOR, '/inbox'],
    ['the customer’s inbox', PORTAL, '/portal/inbox'],
    ['headquarters’ inbox', HQ, '/hq/inbox'],
    ['how one is told', CONSULTANT, '/account/notifications'],
  ].map(([page = '', who = '', path = '']) => ({ page, who, path, shows: '{ viewer { id text: name } }' })),
  { page: 'a figure', who: HQ, path: '/hq/figures/contacted-in-time', shows: PARTNERS },
];

/** Each account signs in once. */
const test = base.extend('whoever', { scope: 'file' }, ({ enter }): Enter => {
  const there = new Map<string, Promise<Visitor>>();
  return (email) => there.getOrInsertComputed(email, () => enter(email));
});

async function find({ person }: Visitor, query: string): Promise<{ id: string; text: string }> {
  const answer = JSON.stringify(await person.get(query));
  const found = (name: string) => new RegExp(`"${name}":"([^"]+)"`).exec(answer)?.[1];
  const [id, text] = [found('id'), found('text')];
  if (!id || !text) throw new Error(`the demo has nothing to show: ${query}`);
  return { id, text };
}

/** What axe finds: each rule with the elements that break it. */
async function barriers(page: Page, rules?: string[]): Promise<string[]> {
  const runOnly = rules ? { type: 'rule' as const, values: rules } : ['wcag2a', 'wcag2aa', 'wcag21aa'];
  // There are no frames; the mode for those that have some takes twice as long.
  const axe = new AxeBuilder({ page }).options({ runOnly, resultTypes: ['violations'] }).setLegacyMode(true);
  const { violations } = await axe.analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, any }) => `${id} ${target} ${any[0]?.message ?? ''}`),
  );
}

const sideways = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

const WIDTHS = [
  [1280, 800],
  [360, 780],
] as const;

/** What is wrong with a page, wide and narrow; in light and dark, which only contrast depends on; in Chinese and English. */
async function flaws(visitor: Visitor, path: string): Promise<string[]> {
  const { page, context, origin } = visitor;
  const found: string[] = [];
  const look = async (how: string, rules?: string[]) => {
    for (const [width, height] of WIDTHS) {
      await page.setViewportSize({ width, height });
      found.push(...(await barriers(page, rules)).map((one) => `${width} ${how}: ${one}`));
      const by = await sideways(page);
      if (by > 0) found.push(`${width} ${how}: scrolls sideways by ${by} px`);
    }
  };
  await look('light');
  // Opened anew: rows out of sight keep the colours they were laid out with. English words are the longest.
  await page.emulateMedia({ colorScheme: 'dark' });
  await context.addCookies([{ name: 'landfall-language', value: 'en', url: origin }]);
  await visitor.open(path);
  expect(await page.locator('html').getAttribute('lang')).toBe('en');
  await look('dark, English', ['color-contrast']);
  await page.emulateMedia({ colorScheme: 'light' });
  await context.clearCookies({ name: 'landfall-language' });
  return found;
}

test.for(PAGES)(
  '$page: no barrier and no sideways scroll, wide and narrow, light and dark',
  async (opened, { whoever }) => {
    const visitor = await whoever(opened.who);
    const { page } = visitor;
    const { id } = await find(visitor, opened.shows);
    visitor.noise.length = 0;
    const asked: string[] = [];
    const listen = (request: { method(): string; url(): string; postData(): string | null }) => {
      if (request.method() === 'POST' && request.url().endsWith('/graphql'))
        asked.push(/"operationName":"(\w+)"/.exec(request.postData() ?? '')?.[1] ?? '');
    };
    page.on('request', listen);
    const path = opened.path.replace(':id', id);
    await page.setViewportSize({ width: 1280, height: 800 });
    const open = async () => {
      asked.length = 0;
      await visitor.open(path);
      await page.waitForLoadState('networkidle');
      return asked;
    };
    // Something may have happened just before: then it is read again, as it should be.
    await expect.poll(open, { timeout: 20_000, message: 'hydration asks nothing again' }).toEqual([]);
    page.off('request', listen);
    expect(await flaws(visitor, path)).toEqual([]);
    expect(visitor.noise).toEqual([]);
  },
);

test.for(PAGES)(
  '$page: the server’s HTML shows live data, and at most 100 KB of script come with it',
  async (opened, { whoever, origin }) => {
    const visitor = await whoever(opened.who);
    const { id, text } = await find(visitor, opened.shows);
    const response = await visitor.context.request.get(origin + opened.path.replace(':id', id));
    const html = await response.text();
    expect(response.status()).toBe(200);
    // What travels for hydration stands in scripts: what a reader sees without any is the rest.
    expect(html.replaceAll(/<script[\s\S]*?<\/script>/g, '')).toContain(text);
    const scripts = new Set(
      [...html.matchAll(/["'(]((?:\.\.?\/|\/)[\w./-]*_app\/immutable\/[\w./-]+\.js)/g)].map((found) => found[1] ?? ''),
    );
    let size = 0;
    for (const script of scripts) {
      const file = await visitor.context.request.get(new URL(script, origin + opened.path).href);
      size += gzipSync(await file.body()).length;
    }
    expect(scripts.size).toBeGreaterThan(3);
    expect(size).toBeLessThanOrEqual(100_000);
  },
);

test('the sign-in page has no barrier, and its demo accounts work without JavaScript', async ({ browser, origin }) => {
  const visitor = await Visitor.arrive(browser, origin);
  await visitor.open('/sign-in');
  expect(await flaws(visitor, '/sign-in')).toEqual([]);
  const plain = await browser.newContext({ javaScriptEnabled: false });
  const page = await plain.newPage();
  await page.goto(`${origin}/sign-in`);
  await page.getByRole('button', { name: 'hotline@shanghai.demo' }).click();
  await page.waitForURL('**/today');
  await plain.close();
});
