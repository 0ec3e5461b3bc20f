import { expect, test } from 'vitest';
import { csvText, neutralCell } from './csv-text.ts';

test.each(['=1+1', '+86 138', '-2', '@SUM(A1)', '\t=1', '\r=1', '＝1', '  =1', '\u3000＋1', '－1', '＠a'])(
  'a spreadsheet doesn’t run %j',
  (text) => {
    expect(neutralCell(text)).toBe(`'${text}`);
  },
);

test('what is no formula stays as it is, a negative number too', () => {
  for (const text of ['李敏', 'li.min@example.com', '1=1', 'a+b', '']) expect(neutralCell(text)).toBe(text);
  expect(neutralCell(-3)).toBe('-3');
  expect(neutralCell(null)).toBe('');
});

test('a line a row, cells with commas, quotes and line breaks in quotes, marked as UTF-8', () => {
  expect(csvText(['姓名', 'note'], [['李,敏', 'says "yes"\nand goes']])).toBe(
    '\uFEFF姓名,note\r\n"李,敏","says ""yes""\nand goes"\r\n',
  );
});
