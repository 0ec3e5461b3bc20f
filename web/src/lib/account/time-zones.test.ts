import { expect, test } from 'vitest';
import { allZones, findZones } from './time-zones.ts';

const zones = allZones('en', new Date('2026-11-23T00:00:00Z'));
const found = (search: string) => findZones(zones, search).map(({ id }) => id);

test('our own regions come first, each with its offset of now', () => {
  expect(zones.slice(0, 3).map(({ id, offset }) => `${id} ${offset}`)).toEqual([
    'Asia/Shanghai UTC+8',
    'Asia/Hong_Kong UTC+8',
    'Asia/Taipei UTC+8',
  ]);
  expect(zones.find(({ id }) => id === 'Asia/Kathmandu' || id === 'Asia/Katmandu')?.offset).toBe('UTC+5:45');
  expect(new Set(zones.map(({ id }) => id)).size).toBe(zones.length);
});

test('a zone has its city’s name in the reader’s language, and some name in any', () => {
  const named = (language: string) => allZones(language).map(({ city }) => city);
  expect(named('zh-CN')[6]).toBe('东京');
  expect(named('zh-TW')[6]).toBe('東京');
  for (const language of ['zh-CN', 'zh-TW', 'en']) expect(named(language).every(Boolean)).toBe(true);
});

test.each([
  ['台北', 'Asia/Taipei'],
  ['臺北', 'Asia/Taipei'],
  ['shang', 'Asia/Shanghai'],
  ['new york', 'America/New_York'],
  ['America/New_York', 'America/New_York'],
  ['UTC+9', 'Asia/Tokyo'],
  ['+9', 'Asia/Tokyo'],
  ['utc-5', 'America/New_York'],
])('%s finds %s', (search, id) => {
  expect(found(search)).toContain(id);
});

test('what no zone is called finds none, and nothing finds all', () => {
  expect(found('atlantis')).toEqual([]);
  expect(found(' ')).toHaveLength(zones.length);
});
