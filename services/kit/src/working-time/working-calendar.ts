import { type CalendarCode, type DayFact, type DayFacts, dayFactsOf } from './day-facts.ts';
import {
  type DayHours,
  type MinuteSpan,
  minuteSpans,
  type OpeningPeriod,
  type Slice,
  slicesOfDay,
  wholeDay,
} from './opening-periods.ts';

/** `ELAPSED` plain time; `WORKDAY` round the clock on working days; `BUSINESS` in opening hours only. */
export type ClockMode = 'ELAPSED' | 'WORKDAY' | 'BUSINESS';

/** A day on which a partner departs from its calendar. */
export interface DayOverride {
  /** YYYY-MM-DD */
  date: string;
  isOpen: boolean;
  /** Hours of an open day; without them, those of `makeUpWeekday`. */
  periods?: DayHours[];
  name?: string;
}

/** Everything a working calendar is made of: plain data, as a partner's policy keeps it. */
export interface WorkingCalendarOptions {
  timeZone: string;
  periods: readonly OpeningPeriod[];
  calendar: CalendarCode;
  /** The weekday whose hours a make-up workday has; Monday unless the partner says otherwise. */
  makeUpWeekday?: number;
  overrides?: readonly DayOverride[];
  /** Other facts than the ones that ship, such as a calendar headquarters published. */
  dayFacts?: DayFacts;
}

/** What a date is for this partner. */
export interface DayKind {
  kind: 'WORKDAY' | 'WEEKEND' | 'HOLIDAY' | 'MAKE_UP_WORKDAY' | 'OPEN_DAY' | 'CLOSED_DAY';
  isWorking: boolean;
  /** False where the year isn't announced and the partner didn't decide the day itself. */
  isAnnounced: boolean;
  fact?: DayFact;
  /** The partner's own name for an open or closed day. */
  name?: string;
}

const MONDAY = 1;
const FRIDAY = 5;
/** Ten years: further than any promise reaches, so a calendar that never opens is found out. */
const MAX_DAYS_AHEAD = 3660;

/** Answers which days a partner works and when it is open (R1). Immutable; cheap to build. */
export class WorkingCalendar {
  readonly timeZone: string;
  readonly #week: readonly (readonly MinuteSpan[])[];
  readonly #makeUpHours: readonly MinuteSpan[];
  readonly #overrides: ReadonlyMap<string, DayOverride & { spans?: MinuteSpan[] }>;
  readonly #facts: DayFacts;

  /** @throws RangeError for an unknown time zone, a weekday outside 1–7, or a period that isn't one */
  constructor(options: WorkingCalendarOptions) {
    this.timeZone = options.timeZone;
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(options.timeZone);
    const makeUpWeekday = options.makeUpWeekday ?? MONDAY;
    for (const weekday of [makeUpWeekday, ...options.periods.map((period) => period.weekday)]) {
      if (!Number.isInteger(weekday) || weekday < 1 || weekday > 7) throw new RangeError('period.notAWeekday');
    }
    this.#week = [1, 2, 3, 4, 5, 6, 7].map((weekday) =>
      minuteSpans(options.periods.filter((period) => period.weekday === weekday)),
    );
    const ofWeekday = this.#week[makeUpWeekday - 1] ?? [];
    // A partner closed on Mondays still works a make-up day: with the hours of its first open weekday.
    this.#makeUpHours = ofWeekday.length > 0 ? ofWeekday : (this.#week.find((spans) => spans.length > 0) ?? []);
    this.#overrides = new Map(
      (options.overrides ?? []).map((override) => [
        override.date,
        { ...override, spans: override.periods && minuteSpans(override.periods) },
      ]),
    );
    this.#facts = options.dayFacts ?? dayFactsOf(options.calendar);
  }

  /** What a date is: the partner's own word first, then the announced calendar, then the weekday. */
  dayKind(date: Temporal.PlainDate): DayKind {
    const key = date.toString();
    const override = this.#overrides.get(key);
    if (override) {
      const kind = override.isOpen ? 'OPEN_DAY' : 'CLOSED_DAY';
      return { kind, isWorking: override.isOpen, isAnnounced: true, name: override.name };
    }
    const isAnnounced = this.#facts.isAnnounced(date.year);
    const fact = isAnnounced ? this.#facts.on(key) : undefined;
    if (fact?.kind === 'HOLIDAY') return { kind: 'HOLIDAY', isWorking: false, isAnnounced, fact };
    // Monday to Friday are working days even where the partner has no hours: closing a weekday must not loosen
    // the workday clock. A weekend day is one when the partner opens on it.
    const isWeekday = date.dayOfWeek <= FRIDAY;
    if (isWeekday) return { kind: 'WORKDAY', isWorking: true, isAnnounced };
    if (fact) return { kind: 'MAKE_UP_WORKDAY', isWorking: true, isAnnounced, fact };
    const opens = this.#hoursOfWeekday(date).length > 0;
    return { kind: opens ? 'WORKDAY' : 'WEEKEND', isWorking: opens, isAnnounced };
  }

  isWorkingDay(date: Temporal.PlainDate): boolean {
    return this.dayKind(date).isWorking;
  }

  /** Opening hours of a date in local minutes; empty on a closed day. */
  hoursOf(date: Temporal.PlainDate): readonly MinuteSpan[] {
    const { kind } = this.dayKind(date);
    if (kind === 'WORKDAY') return this.#hoursOfWeekday(date);
    if (kind === 'MAKE_UP_WORKDAY') return this.#makeUpHours;
    if (kind === 'OPEN_DAY') return this.#overrides.get(date.toString())?.spans ?? this.#makeUpHours;
    return [];
  }

  /** The real time of a date during which a clock of this mode runs. */
  runningOn(date: Temporal.PlainDate, mode: ClockMode): Slice[] {
    if (mode === 'BUSINESS') return slicesOfDay(date, this.timeZone, this.hoursOf(date));
    return mode === 'ELAPSED' || this.isWorkingDay(date) ? wholeDay(date, this.timeZone) : [];
  }

  dateOf(instant: Temporal.Instant): Temporal.PlainDate {
    return instant.toZonedDateTimeISO(this.timeZone).toPlainDate();
  }

  isOpenAt(instant: Temporal.Instant): boolean {
    const local = instant.toZonedDateTimeISO(this.timeZone);
    const minute = local.hour * 60 + local.minute;
    return this.hoursOf(local.toPlainDate()).some((span) => span.from <= minute && minute < span.until);
  }

  /** The instant itself when open, else the next one that is; undefined where none comes within ten years. */
  nextOpening(instant: Temporal.Instant): Temporal.Instant | undefined {
    const now = instant.epochNanoseconds;
    let date = this.dateOf(instant);
    for (let days = 0; days < MAX_DAYS_AHEAD; days += 1, date = date.add({ days: 1 })) {
      const slice = this.runningOn(date, 'BUSINESS').find(({ end }) => end > now);
      if (slice) return slice.start > now ? new Temporal.Instant(slice.start) : instant;
    }
    return undefined;
  }

  #hoursOfWeekday(date: Temporal.PlainDate): readonly MinuteSpan[] {
    return this.#week[date.dayOfWeek - 1] ?? [];
  }
}
