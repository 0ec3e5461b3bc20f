import type { WorkingCalendar } from '@landfall/kit/working-time/working-calendar';

const MINUTE = 60_000;
const DAY = 86_400_000;

interface Span {
  readonly from: number;
  readonly until: number;
}

/** A partner's opening hours over a stretch of time, laid out once: thousands of moments are asked about. Milliseconds since the epoch. */
export class OpenHours {
  private readonly spans: Span[] = [];

  constructor(calendar: WorkingCalendar, from: number, until: number) {
    let date = calendar.dateOf(Temporal.Instant.fromEpochMilliseconds(from));
    const last = calendar.dateOf(Temporal.Instant.fromEpochMilliseconds(until));
    for (; Temporal.PlainDate.compare(date, last) <= 0; date = date.add({ days: 1 })) {
      for (const { start, end } of calendar.runningOn(date, 'BUSINESS')) {
        this.spans.push({ from: Number(start / 1_000_000n), until: Number(end / 1_000_000n) });
      }
    }
  }

  isOpen(at: number): boolean {
    const span = this.spans[this.index(at)];
    return span !== undefined && span.from <= at;
  }

  /** The moment itself while open, else the next opening. */
  next(at: number): number {
    const span = this.spans[this.index(at)];
    return span ? Math.max(span.from, at) : at;
  }

  /** The moment itself while open, else shortly before the last closing. */
  last(at: number): number {
    if (this.isOpen(at)) return at;
    const span = this.spans[this.index(at) - 1];
    return span ? span.until - MINUTE : at;
  }

  /** So many open minutes later. */
  after(at: number, minutes: number): number {
    let left = minutes * MINUTE;
    for (let i = this.index(at); i < this.spans.length; i += 1) {
      const span = this.spans[i] as Span;
      const begin = Math.max(span.from, at);
      if (span.until - begin > left) return Math.round(begin + left);
      left -= span.until - begin;
    }
    return Math.round(at + left);
  }

  /** So many open minutes earlier. */
  before(at: number, minutes: number): number {
    let left = minutes * MINUTE;
    for (let i = Math.min(this.index(at), this.spans.length - 1); i >= 0; i -= 1) {
      const span = this.spans[i] as Span;
      const end = Math.min(span.until, at);
      if (end <= span.from) continue;
      if (end - span.from > left) return Math.round(end - left);
      left -= end - span.from;
    }
    return Math.round(at - left);
  }

  /** Opening times between two moments. */
  between(from: number, until: number): Span[] {
    const found: Span[] = [];
    for (let i = this.index(from); i < this.spans.length; i += 1) {
      const span = this.spans[i] as Span;
      if (span.from >= until) break;
      found.push({ from: Math.max(span.from, from), until: Math.min(span.until, until) });
    }
    return found;
  }

  /** Times at which visits are agreed: every half hour while open, not in the last half hour before a break. */
  *slots(from: number, until = Number.POSITIVE_INFINITY): Generator<number, void, void> {
    const half = 30 * MINUTE;
    for (let i = this.index(from); i < this.spans.length; i += 1) {
      const span = this.spans[i] as Span;
      for (let slot = Math.ceil(Math.max(span.from, from) / half) * half; slot <= span.until - half; slot += half) {
        if (slot > until) return;
        yield slot;
      }
    }
  }

  /** First span that ends after the moment. */
  private index(at: number): number {
    let low = 0;
    let high = this.spans.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.spans[middle] as Span).until > at) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}

/** Days of a local calendar as milliseconds: China has one zone and no clock changes. */
export const LOCAL_OFFSET = 8 * 3_600_000;

/** Local day number, month and day of the month of a moment. */
export function localDay(at: number): { year: number; month: number; day: number; hour: number; weekday: number } {
  const date = new Date(at + LOCAL_OFFSET);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    weekday: date.getUTCDay() || 7,
  };
}

/** Local midnight of the day a moment lies in. */
export function localMidnight(at: number): number {
  return Math.floor((at + LOCAL_OFFSET) / DAY) * DAY - LOCAL_OFFSET;
}

/** A local date as tables keep it. */
export function localDate(at: number): string {
  return new Date(at + LOCAL_OFFSET).toISOString().slice(0, 10);
}
