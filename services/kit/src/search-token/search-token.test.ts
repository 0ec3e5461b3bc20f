import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldText } from './fold-text.ts';
import {
  MAX_CONDITIONS,
  MAX_TOKEN_LENGTH,
  MAX_TOKENS_A_ROW,
  type SearchableText,
  sortKey,
  tokensOf,
  tokensOfQuery,
} from './search-token.ts';

/** What the token table does with equality and prefix range. */
function finds(row: SearchableText, query: string): boolean {
  const tokens = tokensOf(row);
  const conditions = tokensOfQuery(query);
  return (
    conditions.length > 0 &&
    conditions.every((alternatives) =>
      alternatives.some(({ token, match }) =>
        tokens.some((each) => (match === 'equals' ? each === token : each.startsWith(token))),
      ),
    )
  );
}

const huachang: SearchableText = {
  texts: ['上海华昌贸易有限公司', '华昌贸易', '张三', 'C-2026-000123'],
  phones: ['021-58886666 转 803', '+8613812345678'],
  serials: ['K3-2019-AB12-CD34'],
};

test.each([
  '上海华昌',
  '华昌',
  '昌',
  '華昌貿易',
  '貿易 华昌',
  '张三',
  '張三',
  'shanghai',
  'huachang',
  'hua chang',
  'HuaCh',
  'hcmy',
  'HC',
  'shhcmy',
  'zhangsan',
  'zs',
  'ｈｃｍｙ',
  'C-2026-000123',
  'c2026000123',
  '2026-000123',
  '000123',
  '123',
  '6666',
  '8886',
  '58886666',
  '021-58886666',
  '+86 21 5888 6666',
  '138 1234 5678',
  '0086-138-1234-5678',
  '8613812345678',
  '5678',
  '1381234',
  '138 1234',
  'K3-2019-AB12-CD34',
  'k32019ab12cd34',
  'ab12-cd34',
  'AB12CD34',
  'cd34',
  '华昌 5678',
])('the company is found by %s', (query) => {
  expect(finds(huachang, query)).toBe(true);
});

test.each(['北京', '华贸', '昌华', 'beijing', 'hm', '9999', '138 9999 9999', 'ZZ99', '华昌 9999', '', '  ', '。', '-'])(
  'and not by %j',
  (query) => {
    expect(finds(huachang, query)).toBe(false);
  },
);

describe('products', () => {
  test.each([
    ['金蝶K/3 WISE', 'k3', true],
    ['金蝶K/3 WISE', 'K/3', true],
    ['金蝶K/3 WISE', 'k3 wise', true],
    ['K3 WISE', 'K/3', true],
    ['K3 WISE', 'k3-wise', true],
    ['KIS专业版', 'kis专业', true],
    ['KIS专业版', 'k3', false],
  ])('%s by %s: %s', (text, query, found) => {
    expect(finds({ texts: [text] }, query)).toBe(found);
  });
});

describe('characters with several readings', () => {
  test.each([
    ['重庆长安汽车', 'chongqing'],
    ['重庆长安汽车', 'cqca'],
    ['厦门银行', 'xiamenyinhang'],
    ['单国强', 'shan'],
    ['单国强', 'sgq'],
    ['曾小贤', 'zengxiaoxian'],
    ['乐清市', 'yueqing'],
    ['吕布', 'lvbu'],
    ['吕布', 'lü'],
    ['重慶', 'chongqing'],
  ])('%s is found by %s', (text, query) => {
    expect(finds({ texts: [text] }, query)).toBe(true);
  });
});

test('free text is found by its words and pairs of characters', () => {
  const ticket = { texts: ['T-2026-000007'], passages: ['打印凭证时报错 0x80070005，重启后 SQL Server 服务无法启动'] };
  for (const query of ['凭证', '憑證', 'sql', '0x8007', '打印 报错', '无法启动'])
    expect(finds(ticket, query)).toBe(true);
  expect(finds(ticket, '发票')).toBe(false);
});

test('a number not readable as a phone number is still found by its digits', () => {
  expect(finds({ texts: [], phones: ['58886666'] }, '5888-6666')).toBe(true);
  expect(finds({ texts: ['T2026000123'] }, 'T2026000123')).toBe(true);
  expect(finds({ texts: ['2026000123'] }, '2026000123')).toBe(true);
});

test('the most selective condition comes first', () => {
  expect(tokensOfQuery('a huachangmaoyi')[0]?.[0]).toEqual({ token: 'huachangmaoyi', match: 'prefix' });
  expect(tokensOfQuery('昌 华贸')[0]?.[0]).toEqual({ token: '华贸', match: 'equals' });
});

test('what a row costs is bounded, and a usual one costs little', () => {
  expect(tokensOf({ texts: ['上海华昌贸易有限公司', '华昌贸易'] }).length).toBeLessThan(60);
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: 'grapheme', maxLength: 300 }), { maxLength: 12 }),
      fc.array(fc.string({ unit: fc.constantFrom(...'华昌贸易重庆甲乙丙丁'), maxLength: 300 }), { maxLength: 12 }),
      (latin, han) => {
        const texts = [...latin, ...han];
        const tokens = tokensOf({ texts, phones: texts, serials: texts, passages: texts });
        expect(tokens.length).toBeLessThanOrEqual(MAX_TOKENS_A_ROW);
        expect(new Set(tokens).size).toBe(tokens.length);
        for (const token of tokens) expect([...token].length).toBeLessThanOrEqual(MAX_TOKEN_LENGTH);
        expect(tokensOfQuery(texts.join(' ')).length).toBeLessThanOrEqual(MAX_CONDITIONS);
      },
    ),
    { numRuns: 40 },
  );
});

test('a name is found by any part of it', () => {
  const name = fc.string({ unit: fc.constantFrom(...'上海华昌贸易重庆長安銀行K3 kis'), minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(name, fc.nat(), fc.nat(), (text, a, b) => {
      const [from, until] = [a % text.length, b % (text.length + 1)].sort((x, y) => x - y);
      const part = text.slice(from, until);
      // A word cut in its middle is found only by its beginning, as everywhere.
      fc.pre(/^\p{Script=Han}+$/u.test(part));
      expect(finds({ texts: [text] }, part)).toBe(true);
    }),
    { numRuns: 150 },
  );
});

test('folding twice is folding once', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => foldText(foldText(text)) === foldText(text)));
  const han = fc.integer({ min: 0x4e00, max: 0x9fff }).map((code) => String.fromCodePoint(code));
  fc.assert(
    fc.property(han, (text) => foldText(foldText(text)) === foldText(text)),
    { numRuns: 2000 },
  );
});

test('names sort by pinyin, tone and character, letters among them', () => {
  const sorted = ['重庆长安', '安徽', 'Apple', '上海华昌', '張二', '章一', '张三', 'B公司', '北京', '123'];
  expect(sorted.sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1))).toEqual([
    '123',
    '安徽',
    'Apple',
    'B公司',
    '北京',
    '重庆长安',
    '上海华昌',
    '張二',
    '张三',
    '章一',
  ]);
});

test('a person called 单 sorts under S, a company under D', () => {
  expect(sortKey('单国强', 'surname').startsWith('shan4')).toBe(true);
  expect(sortKey('单据公司').startsWith('dan1')).toBe(true);
});
