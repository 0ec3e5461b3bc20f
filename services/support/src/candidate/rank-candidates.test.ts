import { expect, test } from 'vitest';
import { type ConsultantFacts, rankCandidates } from './rank-candidates.ts';

const job = { productLine: 'KIS', divisionCode: '310115' };
const person = (name: string, more: Partial<ConsultantFacts> = {}): ConsultantFacts => ({
  id: name,
  name,
  sortKey: name,
  productLines: ['KIS'],
  divisions: ['31'],
  openOrders: 0,
  ordersThatDay: 0,
  ...more,
});
const ranked = (...people: ConsultantFacts[]): string[] =>
  rankCandidates(people, job).map(({ member }) => (member as { name: string }).name);

test('product before region before load', () => {
  const busy = person('busy', { openOrders: 50, ordersThatDay: 8 });
  const farOff = person('far off', { divisions: ['5101'] });
  const notCertified = person('not certified', { productLines: ['K3'] });
  expect(ranked(notCertified, farOff, busy)).toEqual(['busy', 'far off', 'not certified']);
  expect(ranked({ ...farOff, openOrders: 50, ordersThatDay: 8 }, notCertified)).toEqual(['far off', 'not certified']);
});

test('of two alike the less busy one, then the name', () => {
  expect(ranked(person('b', { openOrders: 1 }), person('c'), person('a'))).toEqual(['a', 'c', 'b']);
});

test('reasons say what was found, and nothing of what isn’t known', () => {
  const [first] = rankCandidates([person('a', { openOrders: 2 })], job);
  expect(first).toMatchObject({ rank: 1, productMatches: true, regionMatches: true, openOrders: 2 });
  expect(first?.reasons).toEqual([
    { code: 'PRODUCT_CERTIFIED', value: 'KIS' },
    { code: 'REGION_SERVED', value: '310115' },
    { code: 'LOAD', value: '2' },
  ]);
  const [unknown] = rankCandidates([person('a')], { productLine: null, divisionCode: null });
  expect(unknown?.reasons).toEqual([{ code: 'LOAD', value: '0' }]);
  expect(unknown?.score).toBe(1);
});

test('somebody who is away on the day stands behind everybody who is there, and their stand-in is named', () => {
  const away = person('away', { absentFor: '周顾问' });
  const farOff = person('far off', { productLines: ['K3'], divisions: ['5101'], openOrders: 50, ordersThatDay: 9 });
  expect(ranked(away, farOff)).toEqual(['far off', 'away']);
  const [, last] = rankCandidates([away, farOff], job);
  expect(last).toMatchObject({ isAbsent: true, reasons: [{ code: 'ABSENT', value: '周顾问' }, {}, {}, {}] });
});
