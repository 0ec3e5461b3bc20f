import { expect } from 'vitest';
import { PHONE } from '../kit/browser.ts';
import { PRODUCTION, test as staged } from './stage.ts';
import { wordsOf } from './words.ts';

const test = staged.override('environment', PRODUCTION);
const say = wordsOf('zh-CN');

/** What a program is answered with this token. */
async function asProgram(origin: string, token: string): Promise<string> {
  const response = await fetch(`${origin}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: '{"query":"{ viewer { name } }"}',
  });
  return response.text();
}

test.for([
  ['hotline@shanghai.demo', {}],
  ['portal@shanghai.demo', PHONE],
  ['hq@headquarters.demo', {}],
] as const)(
  '%s makes a token, copies it once, sees it used, and ends it',
  async ([email, looks], { enter, origin }) => {
    const visitor = await enter(email, looks);
    const { page } = visitor;
    await visitor.open('/account/tokens');
    await page
      .getByRole('button', { name: say('tokens_new') })
      .first()
      .click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: say('tokens_make') }).click();
    await dialog.getByText(say('tokens_name_missing')).waitFor();
    await dialog.getByLabel(say('tokens_name')).fill('每晚导出');
    await dialog.getByLabel(say('tokens_scope_documents'), { exact: true }).check();
    await dialog.getByRole('button', { name: say('tokens_make') }).click();
    await page.getByRole('button', { name: say('tokens_copy'), exact: true }).click();
    const token = await page.evaluate(() => navigator.clipboard.readText());
    expect(token).toMatch(/^lf_[\w-]{43}$/);
    expect(await asProgram(origin, token)).toContain(visitor.name);
    await page.getByRole('button', { name: say('tokens_kept') }).click();
    await visitor.open('/account/tokens');
    const row = page.getByRole('listitem').filter({ hasText: '每晚导出' });
    await row.getByText(say('tokens_last_used')).waitFor();
    expect(await page.content()).not.toContain(token);
    await row.getByRole('button', { name: say('tokens_end_named', { name: '每晚导出' }) }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: say('tokens_end'), exact: true })
      .click();
    await page.getByRole('heading', { name: say('tokens_over') }).waitFor();
    await expect.poll(() => asProgram(origin, token)).toContain('UNAUTHENTICATED');
    expect(visitor.noise).toEqual([]);
    await visitor.leave();
  },
);

test('a rival sees nothing of it: no token, no name', async ({ enter }) => {
  const rival = await enter('supervisor@shenzhen.demo');
  await rival.open('/account/tokens');
  // The one it has is the tests' own.
  expect(await rival.page.getByRole('listitem').filter({ hasText: '每晚导出' }).count()).toBe(0);
  expect(rival.noise).toEqual([]);
});
