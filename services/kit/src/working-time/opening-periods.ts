/** One opening period of a weekday, in local time. */
export interface OpeningPeriod {
  /** 1 = Monday … 7 = Sunday */
  weekday: number;
  /** HH:MM */
  from: string;
  /** HH:MM, exclusive; `24:00` is midnight at the end of the day. */
  until: string;
}

/** Opening hours of one day. */
export type DayHours = Pick<OpeningPeriod, 'from' | 'until'>;

/** Minutes since local midnight, `until` exclusive. */
export interface MinuteSpan {
  from: number;
  until: number;
}

/** A stretch of real time in nanoseconds since the epoch, `end` exclusive. */
export interface Slice {
  start: bigint;
  end: bigint;
}

const NS_A_MINUTE = 60_000_000_000n;
const WHOLE_DAY: readonly MinuteSpan[] = [{ from: 0, until: 1440 }];

function minuteOf(text: string): number {
  const match = /^(\d{2}):(\d{2})$/.exec(text);
  const minute = match ? Number(match[1]) * 60 + Number(match[2]) : Number.NaN;
  if (!(minute <= 1440) || Number(match?.[2]) > 59) throw new RangeError(`period.notATime: ${text}`);
  return minute;
}

/**
 * Sorted, merged minutes of one day's opening hours.
 * @throws RangeError `period.notATime`, or `period.endsBeforeItStarts` (also for a period that crosses midnight: it is two)
 */
export function minuteSpans(hours: Iterable<DayHours>): MinuteSpan[] {
  const spans = [...hours].map(({ from, until }) => ({ from: minuteOf(from), until: minuteOf(until) }));
  const merged: MinuteSpan[] = [];
  for (const span of spans.sort((a, b) => a.from - b.from)) {
    if (span.until <= span.from) throw new RangeError('period.endsBeforeItStarts');
    const last = merged.at(-1);
    if (last && span.from <= last.until) last.until = Math.max(last.until, span.until);
    else merged.push(span);
  }
  return merged;
}

/** Local wall-clock minutes as `HH:MM`; 1440 is `24:00`. */
export function clockText(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}

/** Real time at which the wall clock of `date` shows a time within `spans`. Exact on days of a clock change. */
export function slicesOfDay(date: Temporal.PlainDate, timeZone: string, spans: readonly MinuteSpan[]): Slice[] {
  if (spans.length === 0) return [];
  const localMidnight = BigInt(Date.UTC(date.year, date.month - 1, date.day)) * 1_000_000n;
  const slices: Slice[] = [];
  // Within a stretch of constant offset the wall clock is a plain subtraction, so gaps and repeated hours need no case.
  for (const { start, end, offset } of constantOffsets(date, timeZone)) {
    for (const span of spans) {
      const from = localMidnight - offset + BigInt(span.from) * NS_A_MINUTE;
      const until = localMidnight - offset + BigInt(span.until) * NS_A_MINUTE;
      const slice = { start: from > start ? from : start, end: until < end ? until : end };
      if (slice.start >= slice.end) continue;
      const last = slices.at(-1);
      if (last && last.end === slice.start) last.end = slice.end;
      else slices.push(slice);
    }
  }
  return slices;
}

/** The whole of a local day as real time: 23 or 25 hours long on days of a clock change. */
export function wholeDay(date: Temporal.PlainDate, timeZone: string): Slice[] {
  return slicesOfDay(date, timeZone, WHOLE_DAY);
}

function constantOffsets(date: Temporal.PlainDate, timeZone: string): (Slice & { offset: bigint })[] {
  const end = date.add({ days: 1 }).toZonedDateTime(timeZone);
  const stretches: (Slice & { offset: bigint })[] = [];
  let from = date.toZonedDateTime(timeZone);
  const sameOffset = from.offsetNanoseconds === end.offsetNanoseconds;
  while (from.epochNanoseconds < end.epochNanoseconds) {
    const change = sameOffset ? null : from.getTimeZoneTransition('next');
    const until = change && change.epochNanoseconds < end.epochNanoseconds ? change : end;
    const offset = BigInt(from.offsetNanoseconds);
    stretches.push({ start: from.epochNanoseconds, end: until.epochNanoseconds, offset });
    from = until;
  }
  return stretches;
}
