import { expect, test } from 'vitest';
import { monthRange } from './month-range.ts';

test('thirteen months up to the present one are shown unless something else is asked', () => {
  const { from, until, months } = monthRange('2026-11');
  expect([from, until, months.length]).toEqual(['2025-11', '2026-11', 13]);
  expect(monthRange('2026-11', null, '2026-02').from).toBe('2025-02');
});

test('both ends of a range are part of it, across a year', () => {
  expect(monthRange('2026-11', '2025-12', '2026-02').months).toEqual(['2025-12', '2026-01', '2026-02']);
});

test.each([
  ['2026-13', undefined],
  ['2026-1', undefined],
  ['2026-12', '2026-11'],
  ['2021-11', '2026-11'],
])('a range from %s until %s is refused', (from, until) => {
  expect(() => monthRange('2026-11', from, until)).toThrow(expect.objectContaining({ code: 'INVALID' }));
});
