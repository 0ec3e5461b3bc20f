import published from 'chinese-days/dist/chinese-days.json' with { type: 'json' };

/** The calendars a partner can live by: mainland China, Hong Kong, Taiwan. */
export type CalendarCode = 'CN' | 'HK' | 'TW';

/** One day that differs from the ordinary week. */
export interface DayFact {
  /** YYYY-MM-DD */
  date: string;
  kind: 'HOLIDAY' | 'MAKE_UP_WORKDAY';
  /** Stable name for translations, e.g. `SPRING_FESTIVAL`. */
  holiday: string;
  /** As announced, in Chinese: 春节. */
  name: string;
  nameEn: string;
}

/** What is known about the days of a calendar. A year is announced as a whole, or not at all. */
export interface DayFacts {
  isAnnounced(year: number): boolean;
  /** @param date YYYY-MM-DD */
  on(date: string): DayFact | undefined;
  /** All facts of a year in date order; empty for a year not announced. */
  of(year: number): DayFact[];
}

/** Day facts from a list, such as a calendar that headquarters published. Years outside `years` are not announced. */
export function announcedDays(announced: { years: Iterable<number>; days: Iterable<DayFact> }): DayFacts {
  const years = new Set(announced.years);
  const byDate = new Map([...announced.days].map((fact) => [fact.date, fact]));
  return {
    isAnnounced: (year) => years.has(year),
    on: (date) => byDate.get(date),
    of: (year) => {
      const prefix = `${String(year).padStart(4, '0')}-`;
      const days = [...byDate.values()].filter((fact) => fact.date.startsWith(prefix));
      return days.sort((a, b) => (a.date < b.date ? -1 : 1));
    },
  };
}

function mainlandDays(): DayFacts {
  const holidays: Record<string, string> = published.holidays;
  const workdays: Record<string, string> = published.workdays;
  const fact = (kind: DayFact['kind'], [date, names]: [string, string]): DayFact => {
    // The package writes "Spring Festival,春节,4": English, Chinese, days off in lieu.
    const [nameEn = '', name = ''] = names.split(',');
    const holiday = nameEn
      .toUpperCase()
      .replaceAll("'", '')
      .replaceAll(/[^A-Z0-9]+/g, '_');
    return { date, kind, holiday, name, nameEn };
  };
  const days = [
    ...Object.entries(holidays).map((entry) => fact('HOLIDAY', entry)),
    ...Object.entries(workdays).map((entry) => fact('MAKE_UP_WORKDAY', entry)),
  ];
  // The package answers for an unknown year as if it had no holidays. Every announcement of the State Council
  // lists National Day, so a year is announced exactly when its 1 October is listed; a stray day of the next
  // year inside this year's announcement doesn't make that year announced.
  const years = days.filter((day) => day.date.endsWith('-10-01')).map((day) => Number(day.date.slice(0, 4)));
  return announcedDays({ years, days });
}

const facts: Record<CalendarCode, DayFacts> = {
  CN: mainlandDays(),
  // No data ships for these: every year counts on weekdays and says that it isn't announced.
  HK: announcedDays({ years: [], days: [] }),
  TW: announcedDays({ years: [], days: [] }),
};

/** The day facts that ship with the product for a calendar. */
export function dayFactsOf(calendar: CalendarCode): DayFacts {
  return facts[calendar];
}
