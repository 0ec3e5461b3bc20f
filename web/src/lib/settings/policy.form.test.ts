import { expect, test } from 'vitest';
import { floorAt, floorsToCome, looserThan, mistakesOf, type PolicyTyped, typedOf } from './policy.form.ts';
import type { FloorFacts } from './policy.graphql';

const floor = (validFrom: string, change: Partial<FloorFacts> = {}): FloorFacts => ({
  __typename: 'PolicyFloor',
  id: validFrom,
  floorVersion: 1,
  validFrom,
  clockMode: 'BUSINESS',
  contactHours: 16,
  onSiteHours: 24,
  openMinutes: 1800,
  note: null,
  createdAt: validFrom,
  withdrawnAt: null,
  ...change,
});
const week = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: '09:00', until: '17:00' }));
const terms = { clockMode: 'BUSINESS' as const, contactHours: 16, onSiteHours: 24, periods: week };

test('what is looser than the floor is said before it is sent, field by field', () => {
  const strict = floor('2026-01-01T00:00:00Z', { clockMode: 'WORKDAY', contactHours: 12, openMinutes: 2401 });
  expect(looserThan(terms, floor('2026-01-01T00:00:00Z'))).toEqual([]);
  expect(looserThan(terms, strict)).toEqual(['contactHours', 'clockMode', 'periods']);
  expect(looserThan({ ...terms, clockMode: 'ELAPSED', contactHours: 12 }, strict)).toEqual([]);
  expect(looserThan(terms, undefined)).toEqual([]);
});

test('the floor is the latest that has begun; one withdrawn never counts', () => {
  const floors = [
    floor('2027-03-01T00:00:00Z'),
    floor('2027-01-01T00:00:00Z', { withdrawnAt: '2026-11-01T00:00:00Z' }),
    floor('2026-06-01T00:00:00Z'),
    floor('2020-01-01T00:00:00Z'),
  ];
  expect(floorAt(floors, Date.parse('2027-02-01T00:00:00Z'))?.id).toBe('2026-06-01T00:00:00Z');
  expect(floorsToCome(floors, Date.parse('2026-11-23T00:00:00Z')).map(({ id }) => id)).toEqual([
    '2027-03-01T00:00:00Z',
  ]);
});

test('a day that is not to come, hours that are none and no opening are mistakes; “now” needs no day', () => {
  const typed: PolicyTyped = { ...typedOf(undefined), periods: week };
  const wrong = (change: Partial<PolicyTyped>) =>
    Object.entries(mistakesOf({ ...typed, ...change }, '2026-11-24')).flatMap(([field, text]) => (text ? [field] : []));
  expect(wrong({ isLater: false })).toEqual([]);
  expect(wrong({ day: '2026-11-23' })).toEqual(['validFrom']);
  expect(wrong({ day: '2026-11-24' })).toEqual([]);
  expect(wrong({ isLater: false, contactHours: '0', onSiteHours: '1.5', periods: [] })).toEqual([
    'contactHours',
    'onSiteHours',
    'periods',
  ]);
});
