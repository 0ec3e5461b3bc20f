import { closedHoursLine, countedLine, minutesOf, skippedLine } from './day-lines.ts';
import { boundedLines, type DerivationLine, paramsOf } from './derivation-line.ts';
import type { Slice } from './opening-periods.ts';
import type { ClockMode, WorkingCalendar } from './working-calendar.ts';

const NS_AN_HOUR = 3_600_000_000_000n;
const MAX_DAYS = 3660;

/** How far a clock ran. */
export interface ClockRun {
  /** When the allowance was used up; undefined where `until` came first. */
  reachedAt: Temporal.Instant | undefined;
  /** Nanoseconds of the allowance used. */
  ran: bigint;
  /** True where a day of a year not announced was counted or skipped on the way. */
  provisional: boolean;
  lines: DerivationLine[];
}

export interface ClockRunInput {
  since: Temporal.Instant;
  /** Nanoseconds to run for; without it, `until` ends the run. */
  allowance?: bigint;
  /** The clock stops here, whatever is left of the allowance. */
  until?: Temporal.Instant;
  mode: ClockMode;
  calendar: WorkingCalendar;
  /** Nanoseconds an earlier run of the same promise counted, so that the rounded minutes of all lines add up. */
  ranBefore?: bigint;
}

/** Hours as nanoseconds, exact to the millisecond. @throws RangeError `hours.outOfRange` below 0 or above 10,000 */
export function nanosecondsOf(hours: number): bigint {
  if (!(hours >= 0 && hours <= 10_000)) throw new RangeError('hours.outOfRange');
  return (BigInt(Math.round(hours * 3_600_000)) * NS_AN_HOUR) / 3_600_000n;
}

/**
 * Runs a clock from `since` until its allowance is used up or `until` comes. Cost: one step a calendar day.
 * An allowance that ends with a period ends there, not at the start of the next one.
 * @throws RangeError `calendar.neverOpens` when ten years are not enough
 */
export function runClock(input: ClockRunInput): ClockRun {
  const { since, mode, calendar, ranBefore = 0n } = input;
  const until = input.until?.epochNanoseconds;
  const start = since.epochNanoseconds;
  if (mode === 'ELAPSED') return elapsed(input);
  const lines: DerivationLine[] = [];
  const years = new Set<number>();
  let ran = 0n;
  let reached = input.allowance === 0n ? start : undefined;
  let date = calendar.dateOf(since);
  for (let days = 0; reached === undefined; days += 1, date = date.add({ days: 1 })) {
    if (days > MAX_DAYS) throw new RangeError('calendar.neverOpens');
    if (until !== undefined && date.toZonedDateTime(calendar.timeZone).epochNanoseconds >= until) break;
    const day = calendar.dayKind(date);
    if (!day.isAnnounced && !years.has(date.year)) {
      years.add(date.year);
      lines.push({ code: 'YEAR_NOT_ANNOUNCED', date: date.toString(), params: paramsOf({ year: date.year }) });
    }
    const open = calendar.runningOn(date, mode);
    const counted: Slice[] = [];
    let left = input.allowance === undefined ? undefined : input.allowance - ran;
    for (const slice of open) {
      const from = latest(slice.start, start);
      let end = until !== undefined && until < slice.end ? until : slice.end;
      if (end <= from || left === 0n) continue;
      if (left !== undefined && end - from >= left) end = reached = from + left;
      if (left !== undefined) left -= end - from;
      counted.push({ start: from, end });
    }
    const dayRan = counted.reduce((sum, slice) => sum + slice.end - slice.start, 0n);
    if (open.length === 0) lines.push(skippedLine(date, day));
    const firstCounted = counted[0]?.start;
    if (days === 0 && open.length > 0 && firstCounted !== start) {
      lines.push(closedHoursLine(since, date, firstCounted, calendar));
    }
    if (counted.length > 0) {
      const minutes = minutesOf(ranBefore + ran + dayRan) - minutesOf(ranBefore + ran);
      lines.push(countedLine(date, day, counted, minutes, calendar.timeZone));
    }
    ran += dayRan;
  }
  const reachedAt = reached === undefined ? undefined : new Temporal.Instant(reached);
  return { reachedAt, ran, provisional: years.size > 0, lines: boundedLines(lines) };
}

/** Working time between two instants in nanoseconds; 0 where the second isn't later. */
export function workingTimeBetween(
  since: Temporal.Instant,
  until: Temporal.Instant,
  mode: ClockMode,
  calendar: WorkingCalendar,
): bigint {
  return Temporal.Instant.compare(until, since) <= 0 ? 0n : runClock({ since, until, mode, calendar }).ran;
}

/**
 * When `hours` of working time after `since` have passed, and why (R2).
 * @param input.hours 0–10,000, fractions allowed
 * @returns `provisional` when the answer depends on a year whose calendar isn't announced
 * @throws RangeError `hours.outOfRange`, `calendar.neverOpens`
 */
export function addWorkingTime(input: {
  since: Temporal.Instant;
  hours: number;
  mode: ClockMode;
  calendar: WorkingCalendar;
}): { dueAt: Temporal.Instant; provisional: boolean; derivation: DerivationLine[] } {
  const { since, hours, mode, calendar } = input;
  const run = runClock({ since, allowance: nanosecondsOf(hours), mode, calendar });
  const dueAt = run.reachedAt ?? since;
  const started = startedLine(since, { mode, hours, calendar });
  return { dueAt, provisional: run.provisional, derivation: [started, ...run.lines, dueLine(dueAt, calendar)] };
}

/** First line of every derivation. */
export function startedLine(
  since: Temporal.Instant,
  { mode, hours, calendar }: { mode: ClockMode; hours: number; calendar: WorkingCalendar },
): DerivationLine {
  const params = paramsOf({ clockMode: mode, hours, timeZone: calendar.timeZone });
  return { code: 'STARTED', at: since.toString(), date: calendar.dateOf(since).toString(), params };
}

/** The line that says when it is due. */
export function dueLine(dueAt: Temporal.Instant, calendar: WorkingCalendar): DerivationLine {
  return { code: 'DUE', at: dueAt.toString(), date: calendar.dateOf(dueAt).toString(), params: [] };
}

// Math.max doesn't take bigint.
function latest(a: bigint, b: bigint): bigint {
  if (a > b) return a;
  return b;
}

function elapsed({ since, allowance, until, ranBefore = 0n }: ClockRunInput): ClockRun {
  const start = since.epochNanoseconds;
  const available = until === undefined ? undefined : until.epochNanoseconds - start;
  const ends = allowance !== undefined && (available === undefined || allowance <= available);
  const ran = (ends ? allowance : available) ?? 0n;
  const minutes = minutesOf(ranBefore + ran) - minutesOf(ranBefore);
  const reachedAt = ends ? new Temporal.Instant(start + ran) : undefined;
  return { reachedAt, ran, provisional: false, lines: ran > 0n ? [{ code: 'COUNTED', minutes, params: [] }] : [] };
}
