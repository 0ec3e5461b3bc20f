import type { Locale } from '#lib/locale/locales.ts';
import { m } from '#lib/paraglide/messages.js';

interface Period {
  /** 1 is Monday. */
  weekday: number;
  from: string;
  until: string;
}

const weekday = (day: number, locale: Locale): string =>
  // 5 January 2026 is a Monday.
  new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' }).format(Date.UTC(2026, 0, 4 + day));

/** Opening hours as a sign says them: days in a row with the same hours are one line, "周一至周五 08:30–12:00, 13:30–17:30". */
export const openingLines = (periods: readonly Period[], locale: Locale): Array<{ days: string; times: string }> => {
  const runs: Array<{ from: number; until: number; times: string }> = [];
  for (let day = 1; day <= 7; day++) {
    const times = periods
      .filter((one) => one.weekday === day)
      .toSorted((a, b) => (a.from < b.from ? -1 : 1))
      .map(({ from, until }) => `${from.slice(0, 5)}–${until.slice(0, 5)}`)
      .join(locale === 'en' ? ', ' : '，');
    const last = runs.at(-1);
    if (last && last.times === times) last.until = day;
    else runs.push({ from: day, until: day, times });
  }
  return runs
    .filter(({ times }) => times)
    .map(({ from, until, times }) => {
      const [first, last] = [weekday(from, locale), weekday(until, locale)];
      return { days: from === until ? first : m.portal_hours_days({ from: first, until: last }), times };
    });
};
