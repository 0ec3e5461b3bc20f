/** One opening period as it is edited; `24:00` is midnight at the end of the day. */
export interface Period {
  weekday: number;
  from: string;
  until: string;
}

/** What is wrong with one period. */
export type PeriodProblem = 'empty' | 'backwards' | 'overlap';

export const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;

const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

/** Periods in one order: as they are compared and sent. */
export const sorted = (periods: readonly Period[]): Period[] =>
  periods
    .map(({ weekday, from, until }) => ({ weekday, from, until }))
    .sort((a, b) => a.weekday - b.weekday || a.from.localeCompare(b.from) || a.until.localeCompare(b.until));

/** What is wrong with each period, in the order given; undefined where nothing is. The later one of two that overlap is told. */
export const problemsOf = (periods: readonly Period[]): (PeriodProblem | undefined)[] =>
  periods.map((period, index) => {
    if (!period.from || !period.until) return 'empty';
    if (period.until <= period.from) return 'backwards';
    const clashes = periods.some(
      (other, at) =>
        at !== index &&
        other.weekday === period.weekday &&
        other.from < period.until &&
        period.from < other.until &&
        (other.from < period.from || (other.from === period.from && at < index)),
    );
    return clashes ? 'overlap' : undefined;
  });

/** Hours of a week, to a tenth; what overlaps counts twice until it is mended. */
export const hoursAWeek = (periods: readonly Period[]): number => {
  const minutes = periods.reduce((sum, { from, until }) => {
    const length = from && until ? minuteOf(until) - minuteOf(from) : 0;
    return sum + Math.max(0, length);
  }, 0);
  return Math.round(minutes / 6) / 10;
};

/** The periods with those of one day on other days too, in place of what they had. */
export const copied = (periods: readonly Period[], from: number, to: readonly number[]): Period[] => {
  const targets = to.filter((weekday) => weekday !== from);
  const own = periods.filter(({ weekday }) => weekday === from);
  const kept = periods.filter(({ weekday }) => !targets.includes(weekday));
  return sorted([...kept, ...targets.flatMap((weekday) => own.map((period) => ({ ...period, weekday })))]);
};

/** A further period of a day: after the last one, or office hours. */
export const nextPeriod = (periods: readonly Period[], weekday: number): Period => {
  const last = sorted(periods.filter((period) => period.weekday === weekday)).at(-1);
  if (!last) return { weekday, from: '09:00', until: '17:30' };
  const from = Math.min(minuteOf(last.until) + 60, 23 * 60);
  const text = (minute: number) =>
    `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
  return { weekday, from: text(from), until: from + 240 >= 1440 ? '24:00' : text(from + 240) };
};
