import { expect, test } from 'vitest';
import { termsOf, typedOf, wrongFields } from './floor.form.ts';

test('a floor is never looser than R2, and is compared only when its numbers can be', () => {
  const typed = typedOf(undefined);
  expect(termsOf(typed)).toEqual({ clockMode: 'BUSINESS', contactHours: 16, onSiteHours: 24, openMinutes: 1800 });
  expect(wrongFields({ ...typed, contactHours: '17', onSiteHours: '25', openHours: '169' })).toEqual([
    'contactHours',
    'onSiteHours',
    'openHours',
  ]);
  expect(termsOf({ ...typed, contactHours: '' })).toBeUndefined();
  expect(termsOf({ ...typed, openHours: '0' })?.openMinutes).toBe(0);
});
