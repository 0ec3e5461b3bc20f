import { describe, expect, test } from 'vitest';
import { copied, hoursAWeek, nextPeriod, type Period, problemsOf, sorted } from './hours.check.ts';

const monday: Period[] = [
  { weekday: 1, from: '08:30', until: '12:00' },
  { weekday: 1, from: '13:30', until: '17:30' },
];

describe('what is wrong with a period is said at that period', () => {
  test.each<[string, Period[], unknown[]]>([
    ['nothing', monday, [undefined, undefined]],
    [
      'a lunch that overlaps',
      [{ weekday: 1, from: '08:30', until: '14:00' }, monday[1] as Period],
      [undefined, 'overlap'],
    ],
    ['the same twice', [monday[0] as Period, monday[0] as Period], [undefined, 'overlap']],
    [
      'the same on another day',
      [monday[0] as Period, { weekday: 2, from: '08:30', until: '12:00' }],
      [undefined, undefined],
    ],
    [
      'one that ends where the next begins',
      [{ weekday: 1, from: '08:00', until: '13:30' }, monday[1] as Period],
      [undefined, undefined],
    ],
    ['an end before its beginning', [{ weekday: 1, from: '22:00', until: '02:00' }], ['backwards']],
    ['a time not entered', [{ weekday: 1, from: '', until: '12:00' }], ['empty']],
    ['midnight at the end', [{ weekday: 1, from: '22:00', until: '24:00' }], [undefined]],
  ])('%s', (_, periods, problems) => {
    expect(problemsOf(periods)).toEqual(problems);
  });
});

test('a day’s hours are copied over those of other days, and never onto itself', () => {
  const saturday = { weekday: 6, from: '09:00', until: '12:00' };
  const week = copied([...monday, { weekday: 2, from: '10:00', until: '11:00' }, saturday], 1, [1, 2, 3]);
  expect(week.filter(({ weekday }) => weekday === 2)).toEqual(monday.map((period) => ({ ...period, weekday: 2 })));
  expect(week.filter(({ weekday }) => weekday === 1)).toEqual(monday);
  expect(week).toContainEqual(saturday);
  expect(copied(monday, 7, [1])).toEqual([]);
});

test('a further period begins an hour after the last one and ends within the day', () => {
  expect(nextPeriod([], 1)).toEqual({ weekday: 1, from: '09:00', until: '17:30' });
  expect(nextPeriod(monday, 1)).toEqual({ weekday: 1, from: '18:30', until: '22:30' });
  expect(nextPeriod([{ weekday: 1, from: '00:00', until: '23:00' }], 1)).toEqual({
    weekday: 1,
    from: '23:00',
    until: '24:00',
  });
  expect(hoursAWeek(monday)).toBe(7.5);
  expect(sorted(monday.toReversed())).toEqual(monday);
});
