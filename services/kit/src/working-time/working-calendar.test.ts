import { describe, expect, test } from 'vitest';
import type { OpeningPeriod } from './opening-periods.ts';
import { WorkingCalendar, type WorkingCalendarOptions } from './working-calendar.ts';

const periods: OpeningPeriod[] = [1, 2, 3, 4, 5].flatMap((weekday) => [
  { weekday, from: '08:30', until: '12:00' },
  { weekday, from: '13:30', until: '17:30' },
]);
const options: WorkingCalendarOptions = { timeZone: 'Asia/Shanghai', calendar: 'CN', periods };
const calendar = new WorkingCalendar(options);
const local = (text: string) => Temporal.PlainDateTime.from(text).toZonedDateTime('Asia/Shanghai').toInstant();
const day = (text: string) => Temporal.PlainDate.from(text);

test.each([
  ['2026-11-06', 'WORKDAY', true],
  ['2026-11-07', 'WEEKEND', true],
  ['2026-02-14', 'MAKE_UP_WORKDAY', true],
  ['2026-02-17', 'HOLIDAY', true],
  ['2027-02-08', 'WORKDAY', false],
  ['2027-02-06', 'WEEKEND', false],
])('%s is a %s, announced: %s', (date, kind, isAnnounced) => {
  expect(calendar.dayKind(day(date))).toMatchObject({ kind, isAnnounced });
});

test.each([
  ['2026-11-06T08:29', false],
  ['2026-11-06T08:30', true],
  ['2026-11-06T12:00', false],
  ['2026-11-06T17:29:59.999', true],
  ['2026-11-06T17:30', false],
  ['2026-11-07T10:00', false],
  ['2026-02-14T10:00', true],
  ['2026-10-01T10:00', false],
])('at %s the partner is open: %s', (at, open) => {
  expect(calendar.isOpenAt(local(at))).toBe(open);
});

test.each([
  ['2026-11-06T09:15', '2026-11-06T09:15'],
  ['2026-11-06T12:00', '2026-11-06T13:30'],
  ['2026-11-06T17:30', '2026-11-09T08:30'],
  ['2026-09-30T18:00', '2026-10-08T08:30'],
])('after %s it opens at %s', (at, expected) => {
  expect(calendar.nextOpening(local(at))?.toString()).toBe(local(expected).toString());
});

test('a partner without hours never opens', () => {
  expect(new WorkingCalendar({ ...options, periods: [] }).nextOpening(local('2026-11-06T09:00'))).toBeUndefined();
});

describe('the week is the partner’s own', () => {
  test('a Saturday with hours is a working day, unless it is a public holiday', () => {
    const saturdays = new WorkingCalendar({
      ...options,
      periods: [...periods, { weekday: 6, from: '09:00', until: '12:00' }],
    });
    expect(saturdays.isWorkingDay(day('2026-11-07'))).toBe(true);
    expect(saturdays.isWorkingDay(day('2026-10-03'))).toBe(false);
  });

  test('closing a weekday does not stop the workday clock', () => {
    const shut = new WorkingCalendar({ ...options, periods: periods.filter((each) => each.weekday !== 3) });
    expect(shut.isWorkingDay(day('2026-11-04'))).toBe(true);
    expect(shut.isOpenAt(local('2026-11-04T10:00'))).toBe(false);
  });

  test('a partner closed on Mondays works a make-up day with the hours of its first open day', () => {
    const shut = new WorkingCalendar({ ...options, periods: [{ weekday: 2, from: '10:00', until: '11:00' }] });
    expect(shut.hoursOf(day('2026-02-14'))).toEqual([{ from: 600, until: 660 }]);
  });
});

test('overlapping periods are one', () => {
  const two = new WorkingCalendar({
    ...options,
    periods: [
      { weekday: 1, from: '10:00', until: '24:00' },
      { weekday: 1, from: '09:00', until: '10:30' },
    ],
  });
  expect(two.hoursOf(day('2026-11-09'))).toEqual([{ from: 540, until: 1440 }]);
});

test.each([
  [{ weekday: 0, from: '08:30', until: '12:00' }, 'period.notAWeekday'],
  [{ weekday: 1, from: '12:00', until: '08:30' }, 'period.endsBeforeItStarts'],
  [{ weekday: 1, from: '8:30', until: '12:00' }, 'period.notATime'],
  [{ weekday: 1, from: '08:61', until: '12:00' }, 'period.notATime'],
  [{ weekday: 1, from: '08:30', until: '24:01' }, 'period.notATime'],
])('a period that is none is refused: %o', (period, message) => {
  expect(() => new WorkingCalendar({ ...options, periods: [period] })).toThrow(message);
});

test('an unknown time zone is refused', () => {
  expect(() => new WorkingCalendar({ ...options, timeZone: 'Asia/Nowhere' })).toThrow(RangeError);
});
