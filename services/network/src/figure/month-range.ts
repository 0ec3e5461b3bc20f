import { invalid } from '@landfall/kit/problem/problem';

/** Months asked for at most. */
const MOST_MONTHS = 60;
const USUAL_MONTHS = 13;

/** Every month from one to another, both included, oldest first. YYYY-MM */
export interface MonthRange {
  readonly from: string;
  readonly until: string;
  readonly months: readonly string[];
}

/** The range asked for; the last 13 months where nothing is said. @throws Problem INVALID */
export function monthRange(thisMonth: string, from?: string | null, until?: string | null): MonthRange {
  const last = monthOf(until ?? thisMonth, 'until');
  const first = from ? monthOf(from, 'from') : last.subtract({ months: USUAL_MONTHS - 1 });
  const count = (last.year - first.year) * 12 + last.month - first.month + 1;
  if (count < 1 || count > MOST_MONTHS) throw invalid('monthRange', ['from', 'until'], { max: MOST_MONTHS });
  const months = Array.from({ length: count }, (_, i) => first.add({ months: i }).toString());
  return { from: first.toString(), until: last.toString(), months };
}

function monthOf(text: string, field: string): Temporal.PlainYearMonth {
  if (!/^[0-9]{4}-(0[1-9]|1[0-2])$/.test(text)) throw invalid('month', [field]);
  return Temporal.PlainYearMonth.from(text);
}
