import { expect, test } from 'vitest';
import { prefixOf, regionWords } from './region.names.ts';

test('a code stands for all that is below it', () => {
  expect([prefixOf('310000'), prefixOf('310100'), prefixOf('310115'), prefixOf('3101')]).toEqual([
    '31',
    '3101',
    '310115',
    '3101',
  ]);
});

test('regions are said shortly, an unknown one by its code', () => {
  expect(regionWords(['310115', '99'], [{ code: '310115', name: '上海市 浦东新区' }])).toEqual(['浦东新区', '99']);
});
