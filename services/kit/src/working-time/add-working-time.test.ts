import { describe, expect, test } from 'vitest';
import { addWorkingTime, workingTimeBetween } from './add-working-time.ts';
import { dayFactsOf } from './day-facts.ts';
import { type DerivationLine, paramOf } from './derivation-line.ts';
import type { OpeningPeriod } from './opening-periods.ts';
import { type ClockMode, WorkingCalendar, type WorkingCalendarOptions } from './working-calendar.ts';

const weekdays: OpeningPeriod[] = [1, 2, 3, 4, 5].flatMap((weekday) => [
  { weekday, from: '08:30', until: '12:00' },
  { weekday, from: '13:30', until: '17:30' },
]);
const partner: WorkingCalendarOptions = { timeZone: 'Asia/Shanghai', calendar: 'CN', periods: weekdays };
const shanghai = new WorkingCalendar(partner);

const local = (text: string) => Temporal.PlainDateTime.from(text).toZonedDateTime('Asia/Shanghai').toInstant();
const shown = (at: Temporal.Instant) =>
  at.toZonedDateTimeISO('Asia/Shanghai').toPlainDateTime().toString().slice(0, 16);
const due = (since: string, hours: number, mode: ClockMode, calendar = shanghai) =>
  addWorkingTime({ since: local(since), hours, mode, calendar });
const dueText = (...args: Parameters<typeof due>) => shown(due(...args).dueAt);
const codes = (lines: DerivationLine[]) => lines.map((line) => `${line.code} ${line.date ?? ''}`.trim());

describe('a dispatch received on Friday at 16:00 (6 November 2026)', () => {
  test.each<[ClockMode, number, string]>([
    ['ELAPSED', 16, '2026-11-07T08:00'],
    ['ELAPSED', 24, '2026-11-07T16:00'],
    ['WORKDAY', 16, '2026-11-09T08:00'],
    ['WORKDAY', 24, '2026-11-09T16:00'],
    ['BUSINESS', 16, '2026-11-10T17:00'],
    ['BUSINESS', 24, '2026-11-11T17:30'],
  ])('by the %s clock, %i hours are over at %s', (mode, hours, expected) => {
    expect(dueText('2026-11-06T16:00', hours, mode)).toBe(expected);
  });

  test('says day by day why', () => {
    const { derivation, provisional } = due('2026-11-06T16:00', 16, 'BUSINESS');
    expect(provisional).toBe(false);
    expect(codes(derivation)).toEqual([
      'STARTED 2026-11-06',
      'COUNTED 2026-11-06',
      'SKIPPED_WEEKEND 2026-11-07',
      'SKIPPED_WEEKEND 2026-11-08',
      'COUNTED 2026-11-09',
      'COUNTED 2026-11-10',
      'DUE 2026-11-10',
    ]);
    expect(derivation.map((line) => line.minutes).filter(Boolean)).toEqual([90, 450, 420]);
    expect(derivation[4]?.params).toEqual([
      { key: 'from', value: '08:30' },
      { key: 'until', value: '17:30' },
      { key: 'breakMinutes', value: '90' },
    ]);
    expect(derivation.at(-1)?.at).toBe('2026-11-10T09:00:00Z');
  });
});

describe('a make-up workday counts', () => {
  test('Saturday 14 February 2026 runs round the clock', () => {
    const { dueAt, derivation } = due('2026-02-13T16:00', 24, 'WORKDAY');
    expect(shown(dueAt)).toBe('2026-02-14T16:00');
    const line = derivation.find((each) => each.code === 'COUNTED_MAKE_UP_WORKDAY');
    expect(line && [line.date, paramOf(line, 'holiday'), paramOf(line, 'name'), line.minutes]).toEqual([
      '2026-02-14',
      'SPRING_FESTIVAL',
      '春节',
      960,
    ]);
  });

  test("it has Monday's hours, or another day's where the partner says so", () => {
    const periods = weekdays.map((each) =>
      each.weekday === 5 ? { ...each, until: each.from < '13' ? '11:00' : '14:00' } : each,
    );
    expect(dueText('2026-02-14T08:00', 7.5, 'BUSINESS', new WorkingCalendar({ ...partner, periods }))).toBe(
      '2026-02-14T17:30',
    );
    const asFriday = new WorkingCalendar({ ...partner, periods, makeUpWeekday: 5 });
    expect(dueText('2026-02-14T08:00', 3, 'BUSINESS', asFriday)).toBe('2026-02-14T14:00');
  });
});

describe('public holidays are skipped', () => {
  test('from before Spring Festival to after it', () => {
    expect(dueText('2026-02-14T17:30', 1, 'BUSINESS')).toBe('2026-02-24T09:30');
    expect(dueText('2026-02-14T20:00', 8, 'WORKDAY')).toBe('2026-02-24T04:00');
  });

  test('National Day with the make-up Saturday after it', () => {
    const { dueAt, derivation } = due('2026-09-30T16:00', 24, 'BUSINESS');
    expect(shown(dueAt)).toBe('2026-10-10T17:30');
    expect(codes(derivation).filter((code) => code.startsWith('SKIPPED_HOLIDAY'))).toHaveLength(7);
  });
});

describe('received outside hours', () => {
  test.each([
    ['in the lunch break', '2026-11-06T12:30', '2026-11-06T14:30'],
    ['before opening', '2026-11-06T06:00', '2026-11-06T09:30'],
    ['after closing', '2026-11-06T20:00', '2026-11-09T09:30'],
    ['at the very end of the day', '2026-11-06T17:30', '2026-11-09T09:30'],
    ['on a Sunday', '2026-11-08T10:00', '2026-11-09T09:30'],
    ['on a public holiday', '2026-10-02T10:00', '2026-10-08T09:30'],
  ])('%s, the business clock starts with the next opening', (_, since, expected) => {
    expect(dueText(since, 1, 'BUSINESS')).toBe(expected);
  });

  test('the derivation says until when it was closed', () => {
    const line = due('2026-11-06T12:30', 1, 'BUSINESS').derivation[1];
    expect(line && [line.code, paramOf(line, 'from'), paramOf(line, 'until')]).toEqual([
      'CLOSED_HOURS',
      '12:30',
      '13:30',
    ]);
  });

  test('on a Sunday, the workday clock starts at midnight', () => {
    expect(dueText('2026-11-08T10:00', 16, 'WORKDAY')).toBe('2026-11-09T16:00');
  });
});

test('an allowance that ends with a period is due at its end', () => {
  expect(dueText('2026-11-06T08:30', 3.5, 'BUSINESS')).toBe('2026-11-06T12:00');
  expect(dueText('2026-11-06T16:00', 8, 'WORKDAY')).toBe('2026-11-07T00:00');
});

describe('a year that is not announced', () => {
  test('makes a promise that reaches into it provisional, counted on weekdays', () => {
    const { provisional, derivation, dueAt } = due('2026-12-31T16:00', 16, 'BUSINESS');
    expect(provisional).toBe(true);
    expect(shown(dueAt)).toBe('2027-01-04T17:00');
    expect(
      derivation.filter((line) => line.code === 'YEAR_NOT_ANNOUNCED').map((line) => line.params[0]?.value),
    ).toEqual(['2027']);
  });

  test('leaves a promise alone that ends before it, to the minute', () => {
    expect(due('2026-12-31T16:00', 8, 'WORKDAY')).toMatchObject({ provisional: false });
    expect(due('2026-12-31T16:00', 24, 'ELAPSED')).toMatchObject({ provisional: false });
  });

  test('is every year in Hong Kong and Taiwan, where no calendar ships', () => {
    for (const calendar of ['HK', 'TW'] as const) {
      const partnerThere = new WorkingCalendar({ ...partner, calendar });
      expect(due('2026-11-06T16:00', 16, 'WORKDAY', partnerThere).provisional).toBe(true);
    }
  });

  test('is recognised although the package answers for it', () => {
    const facts = dayFactsOf('CN');
    expect([2003, 2004, 2026, 2027].map((year) => facts.isAnnounced(year))).toEqual([false, true, true, false]);
    expect(
      facts
        .of(2026)
        .filter((day) => day.kind === 'MAKE_UP_WORKDAY')
        .map((day) => day.date),
    ).toContain('2026-10-10');
  });
});

test("a partner's own closed and open days win over the calendar", () => {
  const calendar = new WorkingCalendar({
    ...partner,
    overrides: [
      { date: '2026-11-09', isOpen: false, name: '盘点' },
      { date: '2026-11-08', isOpen: true, periods: [{ from: '10:00', until: '11:00' }] },
    ],
  });
  const { dueAt, derivation } = due('2026-11-06T17:30', 2, 'BUSINESS', calendar);
  expect(shown(dueAt)).toBe('2026-11-10T09:30');
  expect(codes(derivation)).toContain('COUNTED_OPEN_DAY 2026-11-08');
  expect(derivation.find((line) => line.code === 'SKIPPED_CLOSED_DAY')?.params).toEqual([
    { key: 'name', value: '盘点' },
  ]);
});

test('minutes of the lines add up to the allowance, also when received within a minute', () => {
  const { derivation } = due('2026-11-06T16:00:29.5', 24, 'BUSINESS');
  expect(derivation.reduce((sum, line) => sum + (line.minutes ?? 0), 0)).toBe(24 * 60);
});

test('a long derivation stays short and still adds up', () => {
  const { derivation } = due('2026-01-05T08:30', 3000, 'BUSINESS');
  expect(derivation.length).toBeLessThan(50);
  expect(derivation.reduce((sum, line) => sum + (line.minutes ?? 0), 0)).toBe(3000 * 60);
  expect(codes(derivation)).toContain('YEAR_NOT_ANNOUNCED 2027-01-01');
  const festival = due('2026-02-12T17:00', 40, 'BUSINESS').derivation.find((line) => line.code === 'SKIPPED_HOLIDAY');
  expect(festival && [festival.date, paramOf(festival, 'until'), paramOf(festival, 'days')]).toEqual([
    '2026-02-15',
    '2026-02-23',
    '9',
  ]);
});

test('no hours are due at once; hours that make no sense and calendars that never open are refused', () => {
  expect(dueText('2026-11-08T10:00', 0, 'BUSINESS')).toBe('2026-11-08T10:00');
  expect(() => due('2026-11-06T16:00', -1, 'WORKDAY')).toThrow('hours.outOfRange');
  expect(() => due('2026-11-06T16:00', Number.NaN, 'WORKDAY')).toThrow('hours.outOfRange');
  const never = new WorkingCalendar({ ...partner, periods: [] });
  expect(() => due('2026-11-06T16:00', 1, 'BUSINESS', never)).toThrow('calendar.neverOpens');
});

test('working time between two instants is what a promise over them takes', () => {
  const hours = (from: string, until: string, mode: ClockMode) =>
    Number(workingTimeBetween(local(from), local(until), mode, shanghai)) / 3.6e12;
  expect(hours('2026-11-06T16:00', '2026-11-10T17:00', 'BUSINESS')).toBe(16);
  expect(hours('2026-11-06T16:00', '2026-11-09T08:00', 'WORKDAY')).toBe(16);
  expect(hours('2026-11-06T16:00', '2026-11-07T08:00', 'ELAPSED')).toBe(16);
  expect(hours('2026-11-09T16:00', '2026-11-06T08:00', 'BUSINESS')).toBe(0);
});
