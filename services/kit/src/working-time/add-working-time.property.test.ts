import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addWorkingTime, workingTimeBetween } from './add-working-time.ts';
import { announcedDays } from './day-facts.ts';
import { clockText, type OpeningPeriod } from './opening-periods.ts';
import { type ClockMode, WorkingCalendar, type WorkingCalendarOptions } from './working-calendar.ts';
import { dueByStepping } from './working-time.oracle.ts';

const mode = fc.constantFrom<ClockMode>('ELAPSED', 'WORKDAY', 'BUSINESS');

const period = fc
  .record({
    weekday: fc.integer({ min: 1, max: 7 }),
    from: fc.integer({ min: 0, max: 1380 }),
    length: fc.integer({ min: 15, max: 600 }),
  })
  .map<OpeningPeriod>(({ weekday, from, length }) => ({
    weekday,
    from: clockText(from),
    until: clockText(Math.min(1440, from + length)),
  }));

/** Days that differ from the week, around a month of random dates. */
const facts = fc
  .uniqueArray(fc.record({ day: fc.integer({ min: 0, max: 45 }), holiday: fc.boolean() }), {
    selector: (each) => each.day,
    maxLength: 12,
  })
  .map((list) => (first: string) => {
    const days = list.map(({ day, holiday }) => ({
      date: Temporal.PlainDate.from(first).add({ days: day }).toString(),
      kind: holiday ? ('HOLIDAY' as const) : ('MAKE_UP_WORKDAY' as const),
      holiday: 'A',
      name: '甲',
      nameEn: 'A',
    }));
    return announcedDays({ years: [2025, 2026], days });
  });

function agreesWithStepping(zone: string, firstDay: string, runs: number) {
  fc.assert(
    fc.property(
      mode,
      fc.array(period, { minLength: 3, maxLength: 12 }),
      fc.option(fc.integer({ min: 1, max: 7 }), { nil: undefined }),
      facts,
      fc.integer({ min: 0, max: 5 * 1440 }),
      fc.integer({ min: 0, max: 1500 }),
      (clock, periods, makeUpWeekday, dayFacts, offset, minutes) => {
        const options: WorkingCalendarOptions = {
          timeZone: zone,
          calendar: 'CN',
          periods,
          makeUpWeekday,
          dayFacts: dayFacts(firstDay),
        };
        const calendar = new WorkingCalendar(options);
        const since = Temporal.PlainDate.from(firstDay).toZonedDateTime(zone).toInstant().add({ minutes: offset });
        const { dueAt, derivation } = addWorkingTime({ since, hours: minutes / 60, mode: clock, calendar });
        expect(dueAt.toString()).toBe(dueByStepping(since, minutes, clock, options).toString());
        expect(derivation.reduce((sum, line) => sum + (line.minutes ?? 0), 0)).toBe(minutes);
        expect(workingTimeBetween(since, dueAt, clock, calendar)).toBe(BigInt(minutes) * 60_000_000_000n);
      },
    ),
    { numRuns: runs },
  );
}

test('every mode agrees with looking at the clock minute by minute', () => {
  agreesWithStepping('Asia/Shanghai', '2026-11-06', 60);
}, 60_000);

test('also where the clocks go forward and back', () => {
  agreesWithStepping('America/New_York', '2026-03-06', 40);
  agreesWithStepping('America/New_York', '2026-10-30', 40);
  agreesWithStepping('Australia/Lord_Howe', '2026-04-03', 30);
}, 60_000);

test('an hour more is never due earlier', () => {
  const calendar = new WorkingCalendar({
    timeZone: 'America/New_York',
    calendar: 'HK',
    periods: [{ weekday: 7, from: '01:00', until: '03:30' }],
  });
  fc.assert(
    fc.property(
      mode,
      fc.integer({ min: 0, max: 300 * 1440 }),
      fc.integer({ min: 0, max: 600 }),
      (clock, offset, minutes) => {
        const since = Temporal.Instant.from('2026-01-01T00:00:00Z').add({ minutes: offset });
        const at = (hours: number) => addWorkingTime({ since, hours, mode: clock, calendar }).dueAt.epochMilliseconds;
        expect(at(minutes / 60 + 1)).toBeGreaterThan(at(minutes / 60));
      },
    ),
    { numRuns: 50 },
  );
});
