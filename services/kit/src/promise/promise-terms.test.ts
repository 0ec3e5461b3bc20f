import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addWorkingTime } from '../working-time/add-working-time.ts';
import { announcedDays, dayFactsOf } from '../working-time/day-facts.ts';
import { type DerivationLine, paramOf } from '../working-time/derivation-line.ts';
import type { ClockMode } from '../working-time/working-calendar.ts';
import {
  extendByPause,
  pausePromise,
  pausesOf,
  rederiveAfterAnnouncement,
  remoteMinutesOf,
} from './promise-changes.ts';
import { promiseTerms } from './promise-terms.ts';
import { calendarOf, type ServicePolicy } from './service-policy.ts';

const policy: ServicePolicy = {
  version: 3,
  contactHours: 16,
  onSiteHours: 24,
  clockMode: 'WORKDAY',
  timeZone: 'Asia/Shanghai',
  calendar: 'CN',
  periods: [1, 2, 3, 4, 5].flatMap((weekday) => [
    { weekday, from: '08:30', until: '12:00' },
    { weekday, from: '13:30', until: '17:30' },
  ]),
};
const business: ServicePolicy = { ...policy, clockMode: 'BUSINESS' };
const local = (text: string) => Temporal.PlainDateTime.from(text).toZonedDateTime('Asia/Shanghai').toInstant();
const shown = (at: Temporal.Instant) =>
  at.toZonedDateTimeISO('Asia/Shanghai').toPlainDateTime().toString().slice(0, 16);
const codes = (lines: DerivationLine[]) => lines.map((line) => line.code);
const friday = local('2026-11-06T16:00');

test('a dispatch received on Friday at 16:00 is to be contacted by Monday 08:00 and on site by Monday 16:00', () => {
  const contact = promiseTerms(policy, 'CONTACT', friday);
  expect(shown(contact.dueAt)).toBe('2026-11-09T08:00');
  expect(contact).toMatchObject({
    hours: 16,
    clockMode: 'WORKDAY',
    timeZone: 'Asia/Shanghai',
    policyVersion: 3,
    isProvisional: false,
  });
  expect(shown(promiseTerms(policy, 'ON_SITE', friday).dueAt)).toBe('2026-11-09T16:00');
  expect(shown(promiseTerms(business, 'CONTACT', friday).dueAt)).toBe('2026-11-10T17:00');
  expect(shown(promiseTerms(business, 'ON_SITE', friday).dueAt)).toBe('2026-11-11T17:30');
});

test('a remote place has its allowance as a line of its own; the phone call is as near as any', () => {
  const onSite = promiseTerms(policy, 'ON_SITE', friday, { remoteHours: 12 });
  expect(shown(onSite.dueAt)).toBe('2026-11-10T04:00');
  expect(onSite.hours).toBe(24);
  expect(remoteMinutesOf(onSite)).toBe(720);
  expect(remoteMinutesOf(promiseTerms(policy, 'CONTACT', friday, { remoteHours: 12 }))).toBe(0);
});

describe('a pause', () => {
  const promise = promiseTerms(business, 'ON_SITE', friday);

  test('pushes due by the working time that did not run', () => {
    const after = extendByPause(promise, local('2026-11-09T10:00'), local('2026-11-10T11:00'), business);
    expect(shown(after.dueAt)).toBe('2026-11-13T09:30');
    expect(codes(after.derivation)).toEqual([
      'STARTED',
      'COUNTED',
      'SKIPPED_WEEKEND',
      'SKIPPED_WEEKEND',
      'COUNTED',
      'PAUSED',
      'RESUMED',
      'COUNTED',
      'COUNTED',
      'COUNTED',
      'COUNTED',
      'DUE',
    ]);
    expect(after.derivation.find((line) => line.code === 'RESUMED')?.minutes).toBe(8.5 * 60);
  });

  test('while it lasts leaves due alone, is noted once, and is closed on resuming', () => {
    const paused = pausePromise(promise, local('2026-11-09T10:00'), business);
    expect(paused.dueAt).toBe(promise.dueAt);
    expect(pausePromise(paused, local('2026-11-09T11:00'), business)).toBe(paused);
    const resumed = extendByPause(paused, local('2026-11-09T10:00'), local('2026-11-10T11:00'), business);
    expect(shown(resumed.dueAt)).toBe('2026-11-13T09:30');
    expect(pausesOf(resumed).map((pause) => pause.until && shown(pause.until))).toEqual(['2026-11-10T11:00']);
  });

  test('outside hours costs nothing', () => {
    const after = extendByPause(promise, local('2026-11-06T18:00'), local('2026-11-08T23:00'), business);
    expect(shown(after.dueAt)).toBe('2026-11-11T17:30');
  });

  test('after the due time mends nothing', () => {
    const after = extendByPause(promise, local('2026-11-12T10:00'), local('2026-11-13T09:30'), business);
    expect(shown(after.dueAt)).toBe('2026-11-11T17:30');
    expect(after.derivation.find((line) => line.code === 'RESUMED')?.minutes).toBe(0);
  });

  test('twice adds up, and keeps the remote allowance', () => {
    const remote = promiseTerms(policy, 'ON_SITE', friday, { remoteHours: 12 });
    const once = extendByPause(remote, local('2026-11-06T18:00'), local('2026-11-06T20:00'), policy);
    const twice = extendByPause(once, local('2026-11-09T01:00'), local('2026-11-09T04:00'), policy);
    expect(shown(twice.dueAt)).toBe('2026-11-10T09:00');
    expect(remoteMinutesOf(twice)).toBe(720);
  });

  test('a changed policy does not rewrite the clock the promise was made under', () => {
    const changed = { ...business, clockMode: 'ELAPSED' as const, onSiteHours: 1, version: 4 };
    const after = extendByPause(promise, local('2026-11-09T10:00'), local('2026-11-10T11:00'), changed);
    expect([shown(after.dueAt), after.policyVersion, after.hours]).toEqual(['2026-11-13T09:30', 3, 24]);
  });

  test('of any length leaves the working time owed the same, and never brings due forward', () => {
    const minutes = fc.integer({ min: 0, max: 7 * 1440 });
    fc.assert(
      fc.property(
        fc.constantFrom<ClockMode>('ELAPSED', 'WORKDAY', 'BUSINESS'),
        minutes,
        minutes,
        (clockMode, start, length) => {
          const own = { ...policy, clockMode };
          const before = promiseTerms(own, 'ON_SITE', friday);
          const pausedAt = friday.add({ minutes: start });
          const after = extendByPause(before, pausedAt, pausedAt.add({ minutes: length }), own);
          expect(Temporal.Instant.compare(after.dueAt, before.dueAt)).toBeGreaterThanOrEqual(0);
          const counted = after.derivation.filter((line) => line.code.startsWith('COUNTED'));
          expect(counted.reduce((sum, line) => sum + (line.minutes ?? 0), 0)).toBe(24 * 60);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('announcing a calendar', () => {
  const newYearsEve = local('2026-12-31T16:00');
  const shipped = dayFactsOf('CN');
  const announced = (kind: 'HOLIDAY' | 'MAKE_UP_WORKDAY', ...dates: string[]): ServicePolicy => {
    const days = dates.map((date) => ({
      date,
      kind,
      holiday: 'NEW_YEARS_DAY',
      name: '元旦',
      nameEn: "New Year's Day",
    }));
    return { ...policy, dayFacts: announcedDays({ years: [2026, 2027], days: [...shipped.of(2026), ...days] }) };
  };
  const provisional = promiseTerms(policy, 'CONTACT', newYearsEve);

  test('a promise that reaches into a year not announced is provisional', () => {
    expect([provisional.isProvisional, shown(provisional.dueAt)]).toEqual([true, '2027-01-01T08:00']);
  });

  test('extends it over the holidays, with a line that says from when', () => {
    const after = rederiveAfterAnnouncement(
      provisional,
      announced('HOLIDAY', '2027-01-01', '2027-01-02', '2027-01-03'),
    );
    expect([shown(after.dueAt), after.isProvisional]).toEqual(['2027-01-04T08:00', false]);
    const line = after.derivation.at(-2);
    expect(line && [line.code, paramOf(line, 'previousDueAt')]).toEqual([
      'EXTENDED_BY_ANNOUNCEMENT',
      '2027-01-01T00:00:00Z',
    ]);
    expect(codes(after.derivation)).not.toContain('YEAR_NOT_ANNOUNCED');
  });

  test('never brings it forward', () => {
    const late = promiseTerms(policy, 'ON_SITE', local('2027-01-01T16:00'));
    expect(shown(late.dueAt)).toBe('2027-01-04T16:00');
    const after = rederiveAfterAnnouncement(late, announced('MAKE_UP_WORKDAY', '2027-01-02', '2027-01-03'));
    expect([shown(after.dueAt), after.isProvisional]).toEqual(['2027-01-04T16:00', false]);
    expect(codes(after.derivation).slice(-2)).toEqual(['KEPT_BY_ANNOUNCEMENT', 'DUE']);
    expect(codes(after.derivation)).not.toContain('YEAR_NOT_ANNOUNCED');
    const paused = extendByPause(
      after,
      local('2027-01-04T15:00'),
      local('2027-01-04T18:00'),
      announced('MAKE_UP_WORKDAY', '2027-01-02'),
    );
    expect(shown(paused.dueAt)).toBe('2027-01-04T19:00');
  });

  test('remembers pauses, open ones too', () => {
    const once = extendByPause(provisional, local('2026-12-31T18:00'), local('2026-12-31T20:00'), policy);
    const open = pausePromise(once, local('2026-12-31T23:00'), policy);
    const after = rederiveAfterAnnouncement(open, announced('HOLIDAY', '2027-01-01'));
    expect(shown(after.dueAt)).toBe('2027-01-04T10:00');
    expect(pausesOf(after)).toHaveLength(2);
    expect(pausesOf(after).at(-1)?.until).toBeUndefined();
  });
});

test('without a pause or an announcement a promise is plain working time', () => {
  const { dueAt, derivation } = addWorkingTime({
    since: friday,
    hours: 24,
    mode: 'BUSINESS',
    calendar: calendarOf(business),
  });
  const promise = promiseTerms(business, 'ON_SITE', friday);
  expect(promise.dueAt.equals(dueAt)).toBe(true);
  expect(promise.derivation).toEqual(derivation);
});
