import { invalid } from '@landfall/kit/problem/problem';
import type { OpeningPeriod } from '@landfall/kit/working-time/opening-periods';

const MOST_A_DAY = 8;

/**
 * Opening periods in one order, weekday by weekday. @throws Problem INVALID at the field: a period that ends before it
 * begins, two of one day that overlap, too many of a day; its parameters say which day and times
 */
export function tidyPeriods(periods: readonly OpeningPeriod[], field = 'periods'): OpeningPeriod[] {
  const sorted = periods
    .map(({ weekday, from, until }) => ({ weekday, from, until }))
    .sort((a, b) => a.weekday - b.weekday || (a.from < b.from ? -1 : 1));
  sorted.forEach((period, i) => {
    const { weekday, from, until } = period;
    if (until <= from) throw invalid('hours.backwards', [field], { weekday, from, until });
    const before = sorted[i - 1];
    if (before?.weekday === weekday && before.until > from)
      throw invalid('hours.overlap', [field], { weekday, from, until: before.until });
    if (sorted.filter((other) => other.weekday === weekday).length > MOST_A_DAY)
      throw invalid('hours.tooMany', [field], { weekday, max: MOST_A_DAY });
  });
  return sorted;
}
