import { expect } from 'vitest';
import { PHONE } from '../kit/browser.ts';
import { test } from './stage.ts';
import { wordsOf } from './words.ts';

const say = wordsOf('zh-CN');
const SHOTS = process.env.TEST_SHOTS;
const NEW = say('app_new_version').slice(0, 6);

test('a new version is there, and a part of the page has gone with the old one: the bar says so, and what was typed is there after reloading', async ({
  enter,
}) => {
  const visitor = await enter('hotline@shanghai.demo', PHONE);
  const { page } = visitor;
  const { tickets } = await visitor.person.get<{ tickets: { nodes: { id: string }[] } }>(
    '{ tickets(states: [OPEN], first: 1) { nodes { id } } }',
  );
  const path = `/tickets/${tickets.nodes[0]?.id}`;
  await visitor.open(path);
  await page.getByRole('button', { name: say('words_action_resolve') }).click();
  await page.getByRole('dialog').getByRole('textbox').fill('重装套打模板后正常');
  await page.keyboard.press('Escape');
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
  const { tickets } = await visitor.person.get<{ tickets: { nodes: { id: string }[] } }>(
    '{ tickets(states: [OPEN], first: 1) { nodes { id } } }',
  );
  await visitor.open(`/tickets/${tickets.nodes[0]?.id}`);
  await page.route('**/_app/**', (route) => route.abort('connectionrefused'));
  await page.keyboard.press('?');
  await page.getByText(say('app_unavailable')).first().waitFor();
  expect(await page.getByText(NEW).count()).toBe(0);
  await visitor.leave();
});
