import { describe, expect, test } from 'vitest';
import { csvOf } from './figure.csv.ts';

const line = (...cells: Array<string | number | null>) => csvOf([cells]).slice(1, -2);

describe('an exported table', () => {
  test.each([['=1+1'], ['+86'], ['-2'], ['@SUM(A1)'], ['\tx'], ['=HYPERLINK("http://x")']])(
    'does not run %j as a formula',
    (text) => {
      expect(line(text).replace(/^"/, '')).toMatch(/^'/);
    },
  );

  test('keeps commas, quotes and line ends inside their cell', () => {
    expect(line('a,b', 'say "x"', 'two\nlines')).toBe('"a,b","say ""x""","two\nlines"');
  });

  test('leaves numbers numbers, and says nothing where nothing may be said', () => {
    expect(line(0.934, -1, null)).toBe('0.934,-1,');
  });

  test('is read as UTF-8 by Excel', () => {
    expect(csvOf([['联系']]).charCodeAt(0)).toBe(0xfeff);
  });
});
