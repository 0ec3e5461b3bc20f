import { startEmbedded } from '@landfall/kit/database/embedded';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, PHONE } from '../kit/browser.ts';
import { Copy, freePort, removeFolder, temporaryFolder } from '../kit/copy.ts';
import { Visitor } from './visitor.ts';
import { wordsOf } from './words.ts';

const say = wordsOf('zh-CN');
const OLD = say('app_old_since').split('。')[0] ?? '';
/** Where somebody wants to look at what a test saw. */
const SHOTS = process.env.TEST_SHOTS;

const folder = temporaryFolder();
let database: Awaited<ReturnType<typeof startEmbedded>>;
let copy: Copy;
let browser: Browser;
let hotline: Visitor;

const look = async ({ page }: Visitor, name: string) => {
  if (SHOTS) await page.screenshot({ path: `${SHOTS}/${name}.png` });
};
const bar = ({ page }: Visitor) => page.getByRole('status').filter({ hasText: OLD });

beforeAll(async () => {
  const settings = { settings: { fsync: 'off' } };
  database = await startEmbedded(folder, settings);
  const port = await freePort();
  const env = { PORT: String(port), DATABASE_URL: database.adminUrl, SECRET: 'a secret of a database that goes away' };
  copy = Copy.run({ ...env, DEMO: 'on', DEMO_SIZE: 'small', LOG_LEVEL: 'silent' });
  [browser] = await Promise.all([openBrowser(), copy.up()]);
  hotline = await Visitor.enter(browser, `http://127.0.0.1:${port}`, 'hotline@shanghai.demo', PHONE);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  copy?.kill('SIGKILL');
  await copy?.ended;
  await database?.stop();
  removeFolder(folder);
});

/** The database is away while somebody works, then back on the same address. */
const away = () => database.stop();
const back = async () => {
  database = await startEmbedded(folder, { settings: { fsync: 'off' } });
};

test('the database is away: the page stays readable, a dialog keeps what is typed and says that trying again is safe; then it is done once', async () => {
  const { page, person } = hotline;
  const { tickets } = await person.get<{ tickets: { nodes: { id: string; number: string; symptom: string }[] } }>(
    '{ tickets(states: [OPEN], first: 1) { nodes { id number symptom } } }',
  );
  const [ticket] = tickets.nodes;
  await hotline.open(`/tickets/${ticket?.id}`);
  await hotline.mark();
  await page
    .getByRole('button', { name: say('words_action_resolve') })
    .first()
    .click();
  const dialog = page.getByRole('dialog');
  const words = '客户来电催办，答应今天下午回复';
  await dialog.getByRole('textbox').fill(words);
  await away();
  await dialog.locator('button[type=submit]').click();
  await dialog.getByRole('alert').waitFor({ timeout: 30_000 });
  expect(await dialog.getByRole('alert').textContent()).toMatch(/再试|重试/);
  expect(await dialog.getByRole('textbox').inputValue()).toBe(words);
  await look(hotline, 'away-dialog');
  // What was there is there: the ticket behind the dialog, and the bar once somebody asks.
  expect(await page.getByRole('main').textContent()).toContain(ticket?.number);
  await page.keyboard.press('Escape');
  await bar(hotline).waitFor({ timeout: 30_000 });
  expect(await page.getByRole('main').textContent()).toContain(ticket?.symptom);
  await look(hotline, 'away-page');
  await page
    .getByRole('button', { name: say('words_action_resolve') })
    .first()
    .click();
  expect(await dialog.getByRole('textbox').inputValue()).toBe(words);
  await back();
  await expect.poll(() => copy.answers(), { timeout: 30_000 }).toBe(true);
  await dialog.locator('button[type=submit]').click();
  await dialog.waitFor({ state: 'hidden', timeout: 15_000 });
  await page.getByRole('main').getByText(words).first().waitFor();
  await bar(hotline).waitFor({ state: 'hidden', timeout: 30_000 });
  const { ticket: after } = await person.get<{ ticket: { state: string; activities: { action: string }[] } }>(
    'query ($id: ID!) { ticket(id: $id) { state activities { action } } }',
    { id: ticket?.id },
  );
  expect(after.state).toBe('RESOLVED');
  expect(after.activities.filter(({ action }) => action.endsWith('resolve'))).toHaveLength(1);
  expect(await hotline.stayed()).toBe(true);
  await look(hotline, 'away-back');
});
