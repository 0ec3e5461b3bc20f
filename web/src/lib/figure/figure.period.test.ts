import { describe, expect, test } from 'vitest';
import { addMonths, addressOf, filterOf, monthOf, noFilter, questionOf } from './figure.period.ts';

// 1 December 2026, 00:30 in Shanghai; still November in UTC.
const now = Date.parse('2026-11-30T16:30:00Z');

describe('what the figures are asked for lives in the address', () => {
  test('the month is the one of the reader’s zone', () => {
    expect(monthOf(now, 'Asia/Shanghai')).toBe('2026-12');
  });

  test('months are counted over the turn of the year', () => {
    expect(addMonths('2026-01', -1)).toBe('2025-12');
    expect(addMonths('2025-12', 13)).toBe('2027-01');
  });

  test.each([
    ['this', '2026-12', '2026-12'],
    ['last', '2026-11', '2026-11'],
    ['quarter', '2026-10', '2026-12'],
    ['year', '2025-12', '2026-12'],
  ] as const)('%s is %s to %s, the trend thirteen months', (period, from, until) => {
    const question = questionOf({ ...noFilter, period }, now, 'Asia/Shanghai');
    expect(question).toMatchObject({ from, until, trendFrom: '2025-12', trendUntil: '2026-12' });
  });

  test('a filter and its address are the same thing', () => {
    const filter = { period: 'year', partner: 'p1', line: 'K3' } as const;
    expect(filterOf(new URLSearchParams(addressOf(filter)))).toEqual(filter);
    expect(addressOf(noFilter)).toBe('');
  });

  test('what isn’t known is not asked', () => {
    expect(filterOf(new URLSearchParams('period=ever&line=X'))).toEqual(noFilter);
  });
});
