import { addDays, instantOf, localDay, weekdayNumber } from './zone-time.ts';

/** When somebody can be visited: the partner's periods on working days of its calendar. */
export interface OpeningHours {
  zone: string;
  /** Monday is 1; "08:30". */
  periods: ReadonlyArray<{ weekday: number; from: string; until: string }>;
  calendars: ReadonlyArray<{ year: number; holidays: readonly NamedDay[]; makeUpWorkdays: readonly NamedDay[] }>;
}
interface NamedDay {
  date: string;
  name: string | null;
}

/** A period of one day, as instants in milliseconds. */
export interface OpenPeriod {
  from: number;
  until: number;
}

/** What a day is: a holiday by name, a make-up workday, or what its weekday says. */
export const dayKind = (day: string, { calendars }: OpeningHours): { holiday?: string; makeUp?: string } => {
  const year = calendars.find((one) => one.year === Number(day.slice(0, 4)));
  const holiday = year?.holidays.find(({ date }) => date === day);
  if (holiday) return { holiday: holiday.name ?? '' };
  const makeUp = year?.makeUpWorkdays.find(({ date }) => date === day);
  return makeUp ? { makeUp: makeUp.name ?? '' } : {};
};

/** The open periods of a day, earliest first. A make-up workday has Monday's (requirements: clocks). */
export const openPeriods = (day: string, hours: OpeningHours): OpenPeriod[] => {
  const kind = dayKind(day, hours);
  if (kind.holiday !== undefined) return [];
  const weekday = kind.makeUp === undefined ? weekdayNumber(day) : 1;
  return hours.periods
    .filter((period) => period.weekday === weekday)
    .map(({ from, until }) => ({
      from: instantOf(`${day}T${from}`, hours.zone),
      until: instantOf(`${day}T${until}`, hours.zone),
    }))
    .toSorted((a, b) => a.from - b.from);
};

/** Whether somebody is there at an instant. */
export const isOpen = (at: number, hours: OpeningHours): boolean =>
  openPeriods(localDay(at, hours.zone), hours).some(({ from, until }) => at >= from && at < until);

const quarter = 15 * 60_000;
const lookAhead = 21;

/**
 * The next times to offer for a visit after `now`: the coming quarter of an hour but one where that is open, then each
 * opening that follows.
 */
export const nextOpenings = (now: number, hours: OpeningHours, count = 3): number[] => {
  const earliest = Math.ceil(now / quarter) * quarter + quarter;
  const found: number[] = [];
  let day = localDay(earliest, hours.zone);
  for (let ahead = 0; ahead < lookAhead && found.length < count; ahead++, day = addDays(day, 1)) {
    for (const { from, until } of openPeriods(day, hours)) {
      const at = Math.max(from, earliest);
      if (at < until) found.push(at);
    }
  }
  return found.slice(0, count);
};

/** The opening at or after a time that was refused. */
export const openingAfter = (refused: number, now: number, hours: OpeningHours): number | undefined => {
  const from = Math.max(Number.isNaN(refused) ? now : refused, now);
  return from > now && isOpen(from, hours) ? from : nextOpenings(from, hours, 1)[0];
};
