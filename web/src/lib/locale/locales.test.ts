import { expect, test } from 'vitest';
import { negotiate } from './locales.ts';

test.each([
  ['en', 'zh-CN', 'en'],
  [undefined, 'zh-Hant-HK,zh;q=0.9,en;q=0.8', 'zh-TW'],
  [undefined, 'fr-FR,en-GB;q=0.8,zh;q=0.5', 'en'],
  [undefined, 'zh', 'zh-CN'],
  [undefined, 'fr', 'zh-CN'],
  ['fr', null, 'zh-CN'],
])('chosen %s, preferred %s: %s', (chosen, accepted, language) => {
  expect(negotiate(chosen, accepted)).toBe(language);
});
