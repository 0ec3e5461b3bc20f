import { createServer, type IncomingMessage } from 'node:http';
import { expect, test } from 'vitest';
import { listen } from '../process/listen.ts';
import { sendAwayPage, wantsPage } from './away-page.ts';

test('while the database is away a page says so in the reader’s language, keeps nobody out for longer, and needs nothing of ours', async () => {
  const server = createServer(sendAwayPage);
  const port = await listen(server, 0, '127.0.0.1');
  for (const [language, words] of [
    ['en', 'What you typed is kept'],
    ['zh-CN', '您填写的内容保留'],
    ['zh-TW', '您填寫的內容保留'],
  ] as const) {
    const response = await fetch(`http://127.0.0.1:${port}/tickets`, { headers: { 'accept-language': language } });
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '5']);
    const html = await response.text();
    expect(html).toContain(words);
    expect(html).not.toMatch(/<script|src=|<link/);
  }
  server.close();
});

test('a program that asks gets its answer as a code, not as a page', () => {
  const asks = (method: string, accept?: string) => wantsPage({ method, headers: { accept } } as IncomingMessage);
  expect([
    asks('GET', 'text/html,*/*'),
    asks('GET', 'application/json'),
    asks('GET'),
    asks('POST', 'text/html'),
  ]).toEqual([true, false, false, false]);
});
