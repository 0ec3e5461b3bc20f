import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { PHONE } from '../kit/browser.ts';
import { test } from './stage.ts';
import type { Visitor } from './visitor.ts';
import { wordsOf } from './words.ts';

const say = wordsOf('zh-CN');
const SHOTS = process.env.TEST_SHOTS;
const NEW = say('app_new_version').slice(0, 6);
const AWAY = say('app_old_since').slice(0, 6);

const openTicket = async (visitor: Visitor) => {
  const { tickets } = await visitor.person.get<{ tickets: { nodes: { id: string }[] } }>(
    '{ tickets(states: [OPEN], first: 1) { nodes { id } } }',
  );
  await visitor.open(`/tickets/${tickets.nodes[0]?.id}`);
};

/** Until it is gone a key is still for the dialog. */
const close = async (page: Page) => {
  await page.keyboard.press('Escape');
  await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
};

test('a new version is there, and a part of the page has gone with the old one: the bar says so, and what was typed is there after reloading', async ({
  enter,
}) => {
  const visitor = await enter('hotline@shanghai.demo', PHONE);
  const { page } = visitor;
  await openTicket(visitor);
  await page.getByRole('button', { name: say('words_action_resolve') }).click();
  await page.getByRole('dialog').getByRole('textbox').fill('重装套打模板后正常');
  await close(page);
  // Another build took the place of this one: its files have other names, and the old ones are 404.
  await page.route('**/_app/version.json', (route) => route.fulfill({ json: { version: 'the next' } }));
  await page.route('**/_app/immutable/**', (route) => route.fulfill({ status: 404, body: '' }));
  expect(await page.getByText(NEW).count()).toBe(0);
  await page.getByRole('button', { name: say('words_action_dispatch') }).click();
  const bar = page.getByRole('status').filter({ hasText: NEW });
  await bar.waitFor();
  if (SHOTS) await page.screenshot({ path: `${SHOTS}/new-version.png` });
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(
    0,
  );
  await page.unroute('**/_app/immutable/**');
  await page.unroute('**/_app/version.json');
  await visitor.mark();
  await bar.getByRole('button', { name: say('app_reload') }).click();
  await expect.poll(() => visitor.stayed().catch(() => true)).toBe(false);
  await page.waitForLoadState('networkidle');
  await page.getByRole('button', { name: say('words_action_resolve') }).click();
  expect(await page.getByRole('dialog').getByRole('textbox').inputValue()).toBe('重装套打模板后正常');
  await visitor.leave();
});

test('a part of the page that can’t be fetched because the server is away is said, and not taken for a new version', async ({
  enter,
}) => {
  const visitor = await enter('hotline@shanghai.demo');
  const { page } = visitor;
  await openTicket(visitor);
  await page.route('**/_app/**', (route) => route.abort('connectionrefused'));
  await page.keyboard.press('?');
  await page.getByText(say('app_unavailable')).first().waitFor();
  expect(await page.getByText(NEW).count()).toBe(0);
  await visitor.leave();
});

test('a dialog asked for while the server is away opens by itself when it is back; one that was open before opens without it', async ({
  enter,
}) => {
  const visitor = await enter('hotline@shanghai.demo');
  const { page, context } = visitor;
  await visitor.open('/tickets');
  await page.keyboard.press('?');
  await page.getByRole('dialog').waitFor();
  await close(page);
  await visitor.mark();
  await context.setOffline(true);
  await page.getByRole('status').filter({ hasText: AWAY }).waitFor();
  await page.keyboard.press('?');
  await page.getByRole('dialog').waitFor();
  await close(page);
  await page.keyboard.press('Control+k');
  await page.waitForRequest('**/_app/version.json');
  expect(await page.getByRole('dialog').count()).toBe(0);
  await context.setOffline(false);
  await page.getByRole('dialog').waitFor();
  expect(await page.getByText(say('app_unavailable')).count()).toBe(0);
  expect(await page.getByText(say('app_part_missing')).count()).toBe(0);
  expect(await visitor.stayed()).toBe(true);
  await visitor.leave();
});

test.for([
  { locale: 'zh-CN', looks: {} },
  { locale: 'en', looks: { ...PHONE, locale: 'en' } },
] as const)(
  '$locale: a part whose fetch failed is said once the server is there, and is there after reloading with what was typed',
  async ({ locale, looks }, { enter }) => {
    const words = wordsOf(locale);
    const visitor = await enter('hotline@shanghai.demo', looks);
    const { page } = visitor;
    await openTicket(visitor);
    await page.getByRole('button', { name: words('words_action_resolve') }).click();
    await page.getByRole('dialog').getByRole('textbox').fill('重装套打模板后正常');
    await close(page);
    await page.route('**/_app/**', (route) => route.abort('connectionrefused'));
    await page.keyboard.press('?');
    await page.getByText(words('app_unavailable')).first().waitFor();
    const bar = page.getByRole('status').filter({ hasText: words('app_part_missing') });
    expect(await bar.count()).toBe(0);
    await page.unroute('**/_app/**');
    await bar.waitFor();
    if (SHOTS) {
      await page.getByText(words('app_unavailable')).waitFor({ state: 'hidden' });
      await page.screenshot({ path: `${SHOTS}/part-missing-${locale}.png` });
    }
    expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(
      0,
    );
    await visitor.mark();
    await bar.getByRole('button', { name: words('app_reload') }).click();
    await expect.poll(() => visitor.stayed().catch(() => true)).toBe(false);
    await page.waitForLoadState('networkidle');
    expect(await bar.count()).toBe(0);
    await page.keyboard.press('?');
    await page.getByRole('dialog').waitFor();
    await close(page);
    await page.getByRole('button', { name: words('words_action_resolve') }).click();
    expect(await page.getByRole('dialog').getByRole('textbox').inputValue()).toBe('重装套打模板后正常');
    await visitor.leave();
  },
);

test('a page that can’t be live because the code for it wasn’t to be had says so, follows by asking, and is live from the next page on', async ({
  enter,
}) => {
  const visitor = await enter('hotline@shanghai.demo');
  const { page } = visitor;
  await page.route('**/_app/immutable/**/*.js', async (route) => {
    const response = await route.fetch();
    const body = await response.text();
    if (body.includes('graphql-transport-ws')) await route.abort('connectionrefused');
    else await route.fulfill({ response, body });
  });
  await visitor.open('/tickets');
  await page
    .getByRole('status')
    .filter({ hasText: say('app_part_missing') })
    .waitFor();
  await page.waitForRequest((request) => request.url().endsWith('/graphql'));
  await page.unroute('**/_app/immutable/**/*.js');
  await visitor.mark();
  const live = page.waitForEvent('websocket');
  await page.locator('a[href="/customers"]').first().click();
  await live;
  expect(await visitor.stayed()).toBe(false);
  expect(await page.getByText(say('app_part_missing')).count()).toBe(0);
  await visitor.leave();
});
