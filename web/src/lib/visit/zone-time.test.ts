import { describe, expect, test } from 'vitest';
import { addDays, boundsOf, instantOf, isDay, localTime, weekdayNumber } from './zone-time.ts';

describe('a time typed on a phone is a time in the partner’s zone', () => {
  test.each([
    ['2026-11-23T14:05', 'Asia/Shanghai', '2026-11-23T06:05:00.000Z'],
    ['2026-11-23T00:00', 'Asia/Urumqi', '2026-11-22T18:00:00.000Z'],
    ['2026-07-01T12:00', 'Europe/Berlin', '2026-07-01T10:00:00.000Z'],
    ['2026-10-25T12:00', 'Europe/Berlin', '2026-10-25T11:00:00.000Z'],
  ])('%s in %s', (local, zone, instant) => {
    expect(new Date(instantOf(local, zone)).toISOString()).toBe(instant);
    expect(localTime(Date.parse(instant), zone)).toBe(local);
  });

  test('what isn’t a time is none', () => {
    expect(instantOf('', 'Asia/Shanghai')).toBeNaN();
    expect(isDay('2026-13-01')).toBe(false);
    expect(isDay(null)).toBe(false);
  });

  test('a day has its bounds there', () => {
    expect(boundsOf('2026-11-23', 'Asia/Shanghai')).toEqual({
      from: '2026-11-22T16:00:00.000Z',
      until: '2026-11-23T16:00:00.000Z',
    });
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect([weekdayNumber('2026-11-23'), weekdayNumber('2026-11-22')]).toEqual([1, 7]);
  });
});
