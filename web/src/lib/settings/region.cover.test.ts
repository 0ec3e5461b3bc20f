import { expect, test } from 'vitest';
import { coveredBy } from './region.cover.ts';

test('a province has its cities within it, a city its districts, and neither has the other way round', () => {
  const shanghai = { code: '310000' };
  expect(coveredBy('310115', [shanghai])).toBe(shanghai);
  expect(coveredBy('310000', [shanghai])).toBe(shanghai);
  expect(coveredBy('310000', [{ code: '310115' }])).toBeUndefined();
  expect(coveredBy('440300', [shanghai, { code: '440100' }])).toBeUndefined();
});
