/** Why a promise is due when it is, one step a line: codes and parameters, never sentences; the web has the words. */
export type DerivationCode =
  /** The clock starts. params: clockMode, hours, timeZone */
  | 'STARTED'
  /** Received outside hours on a working day; the clock starts at `at`. params: from, until (local HH:MM) */
  | 'CLOSED_HOURS'
  /** params: from, until (local HH:MM), breakMinutes where a break such as lunch lies between */
  | 'COUNTED'
  /** As COUNTED, with holiday, name, nameEn of the holiday it makes up for. */
  | 'COUNTED_MAKE_UP_WORKDAY'
  /** As COUNTED, on a day the partner opened itself. params: name? */
  | 'COUNTED_OPEN_DAY'
  /** Many days in one line. params: until (YYYY-MM-DD), days, skippedDays */
  | 'COUNTED_DAYS'
  /** A collapsed run carries until (YYYY-MM-DD) and days; so do the other SKIPPED codes. */
  | 'SKIPPED_WEEKEND'
  /** params: holiday, name, nameEn */
  | 'SKIPPED_HOLIDAY'
  /** The partner's own closed day, or a weekday without hours. params: name? */
  | 'SKIPPED_CLOSED_DAY'
  /** The calendar of params.year isn't announced: weekdays counted, the promise is provisional. */
  | 'YEAR_NOT_ANNOUNCED'
  /** R3: extra time for a remote place, `minutes` long. */
  | 'ALLOWANCE_REMOTE'
  | 'PAUSED'
  /** `minutes` of working time that didn't run. */
  | 'RESUMED'
  /** The announced calendar moved the promise. params: previousDueAt */
  | 'EXTENDED_BY_ANNOUNCEMENT'
  /** The announced calendar would have been earlier or the same: the promise stands. */
  | 'KEPT_BY_ANNOUNCEMENT'
  | 'DUE';

export interface DerivationParam {
  key: string;
  value: string;
}

/** One step of a derivation. `at` is an ISO instant in UTC, `date` local (YYYY-MM-DD), `minutes` whole minutes. */
export interface DerivationLine {
  code: DerivationCode;
  at?: string;
  date?: string;
  minutes?: number;
  params: DerivationParam[];
}

/** Parameters from a record; undefined values are left out. */
export function paramsOf(values: Record<string, string | number | undefined>): DerivationParam[] {
  return Object.entries(values).flatMap(([key, value]) =>
    value === undefined || value === '' ? [] : [{ key, value: String(value) }],
  );
}

/** Value of a parameter, if the line has it. */
export function paramOf(line: DerivationLine, key: string): string | undefined {
  return line.params.find((param) => param.key === key)?.value;
}

/** More lines than this and runs of skipped days become one line each. */
const LINES_BEFORE_RUNS = 14;
/** More lines than this and the days in the middle become one line. */
const LINES_BEFORE_MIDDLE = 40;
const LINES_EACH_END = 16;

/** The same derivation in fewer than 50 lines; as it is where it has at most 14. */
export function boundedLines(lines: DerivationLine[]): DerivationLine[] {
  if (lines.length <= LINES_BEFORE_RUNS) return lines;
  const runs = lines.reduce<DerivationLine[]>((merged, line) => {
    const last = merged.at(-1);
    if (last && line.code.startsWith('SKIPPED_') && sameSkip(last, line)) merged[merged.length - 1] = run(last, line);
    else merged.push(line);
    return merged;
  }, []);
  if (runs.length <= LINES_BEFORE_MIDDLE) return runs;
  const middle = runs.slice(LINES_EACH_END, -LINES_EACH_END);
  // A year that isn't announced is never folded away: it is why the promise is provisional. They are few,
  // because no derivation spans more than ten years.
  const years = middle.filter((line) => line.code === 'YEAR_NOT_ANNOUNCED');
  return [...runs.slice(0, LINES_EACH_END), ...years, together(middle), ...runs.slice(-LINES_EACH_END)];
}

const daysOf = (line: DerivationLine): number => Number(paramOf(line, 'days') ?? 1);
const lastDayOf = (line: DerivationLine): string | undefined => {
  const until = paramOf(line, 'until');
  return until?.includes('-') ? until : line.date;
};

function sameSkip(a: DerivationLine, b: DerivationLine): boolean {
  return a.code === b.code && ['holiday', 'name'].every((key) => paramOf(a, key) === paramOf(b, key));
}

function run(first: DerivationLine, next: DerivationLine): DerivationLine {
  const named = first.params.filter(({ key }) => key !== 'until' && key !== 'days');
  return { ...first, params: [...named, ...paramsOf({ until: next.date, days: daysOf(first) + daysOf(next) })] };
}

function together(lines: DerivationLine[]): DerivationLine {
  const days = lines.filter((line) => line.code !== 'YEAR_NOT_ANNOUNCED');
  const counted = days.filter((line) => line.code.startsWith('COUNTED'));
  const skipped = days.filter((line) => line.code.startsWith('SKIPPED_'));
  const last = days.at(-1);
  return {
    code: 'COUNTED_DAYS',
    date: days[0]?.date,
    minutes: counted.reduce((sum, line) => sum + (line.minutes ?? 0), 0),
    params: paramsOf({
      until: last && lastDayOf(last),
      days: counted.length,
      skippedDays: skipped.reduce((sum, line) => sum + daysOf(line), 0),
    }),
  };
}
