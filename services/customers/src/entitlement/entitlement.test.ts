import { expect, test } from 'vitest';
import { type EntitlementResult, entitlementOf } from './entitlement.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const shown = ({ verdict, endsOn, daysEnded }: EntitlementResult) => [verdict, endsOn?.toString() ?? null, daysEnded];
const year = { serviceStartsOn: day('2026-01-01'), serviceEndsOn: day('2026-12-31') };

test.each([
  ['the day before the term', '2025-12-31', ['NOT_STARTED', '2026-12-31', null]],
  ['its first day', '2026-01-01', ['IN_SERVICE', '2026-12-31', null]],
  ['its last day, inclusive', '2026-12-31', ['IN_SERVICE', '2026-12-31', null]],
  ['the day after', '2027-01-01', ['ENDED', '2026-12-31', 1]],
  ['a leap year later', '2028-12-31', ['ENDED', '2026-12-31', 731]],
])('%s', (_, today, expected) => {
  expect(shown(entitlementOf(year, day(today)))).toEqual(expected);
});

test('no product, no service', () => {
  expect(shown(entitlementOf(null, day('2026-11-23')))).toEqual(['NO_PRODUCT', null, null]);
});

test.each([
  ['no term on record', {}, ['NOT_STARTED', null, null]],
  ['a term without an end runs on', { serviceStartsOn: day('2020-01-01') }, ['IN_SERVICE', null, null]],
  ['one that will start', { serviceStartsOn: day('2027-01-01'), serviceEndsOn: null }, ['NOT_STARTED', null, null]],
  [
    'a term without a start runs until its end',
    { serviceEndsOn: day('2026-11-23') },
    ['IN_SERVICE', '2026-11-23', null],
  ],
  ['and ends', { serviceEndsOn: day('2026-11-22') }, ['ENDED', '2026-11-22', 1]],
])('%s', (_, product, expected) => {
  expect(shown(entitlementOf(product, day('2026-11-23')))).toEqual(expected);
});
