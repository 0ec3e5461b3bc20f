import { expect } from 'vitest';
import { raised, refuses } from './on-form.ts';
import { test } from './stage.ts';
import { Visitor } from './visitor.ts';
import { wordsOf } from './words.ts';

const say = wordsOf('zh-CN');
const _tell = wordsOf('en');
const HOTLINE = 'hotline@shanghai.demo';

/** Opens an address whose code hasn't come yet. @returns lets it come */
async function seenBeforeItsCode({ page, origin }: Visitor, path: string): Promise<() => Promise<void>> {
  const gate = Promise.withResolvers<void>();
  await page.route('**/_app/immutable/**/{entry,chunks,nodes}/**', async (route) => {
    await gate.promise;
    await route.continue();
  });
  // Styles have come by then, so that what is hidden at this width is; code that is loaded by name isn't waited for.
  await page.goto(origin + path, { waitUntil: 'domcontentloaded' });
  return async () => {
    gate.resolve();
    await page.unrouteAll({ behavior: 'wait' });
  };
}

test('what somebody presses, types and chooses before the page’s code has come is done when it is there, once', async ({
  enter,
}) => {
  const visitor = await enter(HOTLINE);
  const { page } = visitor;
  const { number } = await raised(visitor, 'line: K3');
  const codeComes = await seenBeforeItsCode(visitor, '/tickets');
  await page.getByRole('searchbox').fill(number);
  const account = page.getByRole('button', { name: say('app_account') });
  await account.dblclick();
  expect(await account.getAttribute('aria-busy')).toBe('true');
  expect(new URL(page.url()).search).toBe('');
  await codeComes();
  await page.getByRole('menuitemradio', { name: 'English' }).waitFor();
  await page.waitForURL((url) => url.searchParams.get('q') === number);
  expect(await account.getAttribute('aria-busy')).not.toBe('true');

  const formComes = await seenBeforeItsCode(visitor, '/hotline');
  const field = page.getByLabel(say('hotline_number'));
  await field.fill('12ab');
  await field.press('Enter');
  expect(await field.getAttribute('aria-invalid')).not.toBe('true');
  expect(visitor.noise).toEqual([]);
  await formComes();
  await refuses(field, /[\u4e00-\u9fff]{4}/, '12ab');
  await visitor.leave();
});

test('what somebody marks before the page’s code has come is marked, and what they take back isn’t', async ({
  enter,
}) => {
  const visitor = await enter(HOTLINE);
  const { page } = visitor;
  const path = '/account/notifications';
  const marks = page.getByRole('checkbox');
  const are = () => marks.evaluateAll((all) => all.slice(0, 3).map((one) => (one as HTMLInputElement).checked));
  const codeComes = await seenBeforeItsCode(visitor, path);
  await marks.nth(2).waitFor();
  const [first, second, third] = await are();
  for (const nth of [0, 1, 1]) await marks.nth(nth).click();
  const kept = page.waitForResponse((response) => response.request().method() === 'POST');
  await codeComes();
  await kept;
  await expect.poll(are).toEqual([!first, second, third]);
  await visitor.open(path);
  expect(await are()).toEqual([!first, second, third]);
  expect(visitor.noise).toEqual([]);
  await visitor.leave();
});
