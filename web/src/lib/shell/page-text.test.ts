import { expect, test } from 'vitest';
import { pageOf } from './page-text.server.ts';

const html = `<html lang="%landfall.lang%" data-theme="%landfall.theme%"><head><link href="./_app/immutable/chunks/a.js"></head>
<body><p>import("./_app/immutable/chunks/a.js") %landfall.lang%</p><script nonce="1">import("./_app/immutable/entry/b.js")</script></body></html>`;
const made = (locale: 'zh-CN' | 'en', served = '') =>
  Buffer.from(pageOf(html, { locale, theme: 'dark', served })).toString();

test('a page in the first language has the plain scripts, language and look', () => {
  expect(made('zh-CN')).toBe(html.replace('%landfall.lang%', 'zh-CN').replace('%landfall.theme%', 'dark'));
});

test('a page in another language is led to its scripts; what it says stays as it is', () => {
  expect(made('en')).toContain('<link href="./_app/immutable/en/chunks/a.js">');
  expect(made('en')).toContain('<script nonce="1">import("./_app/immutable/en/entry/b.js")');
  expect(made('en')).toContain('<p>import("./_app/immutable/chunks/a.js") %landfall.lang%</p>');
});

test('its answers stand before the script that starts it', () => {
  expect(made('zh-CN', '<i>answers</i>')).toContain('</p><i>answers</i><script nonce="1">');
});
