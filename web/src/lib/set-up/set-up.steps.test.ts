import { expect, test } from 'vitest';
import { stepAt } from './set-up.steps.ts';

test('the set-up goes on where it was left, or where the address says', () => {
  expect(stepAt(null, [])).toBe('HOURS');
  expect(stepAt(null, ['HOURS', 'REGIONS'])).toBe('DEPARTMENTS');
  expect(stepAt('regions', ['HOURS'])).toBe('REGIONS');
  expect(stepAt('nonsense', ['HOURS', 'DEPARTMENTS', 'REGIONS', 'CLOCK', 'STAFF'])).toBeNull();
});
