import { type DerivationLine, paramsOf } from './derivation-line.ts';
import { clockText, type Slice } from './opening-periods.ts';
import type { DayKind, WorkingCalendar } from './working-calendar.ts';

const NS_A_MINUTE = 60_000_000_000n;

/** Whole minutes of nanoseconds, rounded half up. */
export function minutesOf(nanoseconds: bigint): number {
  return Number((nanoseconds + NS_A_MINUTE / 2n) / NS_A_MINUTE);
}

function localTime(nanoseconds: bigint, timeZone: string): string {
  const local = new Temporal.Instant(nanoseconds).toZonedDateTimeISO(timeZone);
  return clockText(local.hour * 60 + local.minute);
}

function namesOf(day: DayKind): Record<string, string | undefined> {
  const { fact } = day;
  return fact ? { holiday: fact.holiday, name: fact.name, nameEn: fact.nameEn } : { name: day.name };
}

/** Why a date didn't count. */
export function skippedLine(date: Temporal.PlainDate, day: DayKind): DerivationLine {
  const code =
    day.kind === 'HOLIDAY' ? 'SKIPPED_HOLIDAY' : day.kind === 'WEEKEND' ? 'SKIPPED_WEEKEND' : 'SKIPPED_CLOSED_DAY';
  return { code, date: date.toString(), params: paramsOf(namesOf(day)) };
}

/** Received outside hours: from then until the clock starts on the same date, if it does. */
export function closedHoursLine(
  since: Temporal.Instant,
  date: Temporal.PlainDate,
  opensAt: bigint | undefined,
  calendar: WorkingCalendar,
): DerivationLine {
  const { timeZone } = calendar;
  const from = localTime(since.epochNanoseconds, timeZone);
  const until = opensAt === undefined ? undefined : localTime(opensAt, timeZone);
  const at = opensAt === undefined ? undefined : new Temporal.Instant(opensAt).toString();
  return { code: 'CLOSED_HOURS', ...(at && { at }), date: date.toString(), params: paramsOf({ from, until }) };
}

/** What a date counted: first and last local time, and the breaks between. */
export function countedLine(
  date: Temporal.PlainDate,
  day: DayKind,
  slices: Slice[],
  minutes: number,
  timeZone: string,
): DerivationLine {
  const [first, last] = [slices[0], slices.at(-1)];
  const worked = slices.reduce((sum, slice) => sum + slice.end - slice.start, 0n);
  const breaks = first && last ? last.end - first.start - worked : 0n;
  const until = last && localTime(last.end, timeZone);
  const code =
    day.kind === 'MAKE_UP_WORKDAY'
      ? 'COUNTED_MAKE_UP_WORKDAY'
      : day.kind === 'OPEN_DAY'
        ? 'COUNTED_OPEN_DAY'
        : 'COUNTED';
  const params = paramsOf({
    from: first && localTime(first.start, timeZone),
    // Midnight at the end of a day reads 24:00, not 00:00.
    until: until === '00:00' ? '24:00' : until,
    breakMinutes: breaks > 0n ? minutesOf(breaks) : undefined,
    ...namesOf(day),
  });
  return { code, date: date.toString(), minutes, params };
}
