import { expect, test } from 'vitest';
import { pauseBefore } from './backoff.ts';

test('tries come further and further apart, never more than half a minute', () => {
  const longest = [0, 1, 2, 3, 20, 2000].map((tries) => pauseBefore(tries, () => 1));
  expect(longest).toEqual([500, 1000, 2000, 4000, 30_000, 30_000]);
});

test('half of each pause is chance', () => {
  expect(pauseBefore(3, () => 0)).toBe(2000);
  const many = new Set(Array.from({ length: 100 }, () => pauseBefore(6)));
  expect(many.size).toBeGreaterThan(90);
});
