import type { Locale } from '@landfall/kit/problem/problem-catalog';
import { type CalendarCode, type DayFact, dayFactsOf } from '@landfall/kit/working-time/day-facts';
import type { CalendarYear } from './calendar-year.type.ts';

/** Traditional names of the holidays the facts name in simplified Chinese and English. */
const TRADITIONAL: Readonly<Record<string, string>> = {
  NEW_YEARS_DAY: '元旦',
  SPRING_FESTIVAL: '春節',
  TOMB_SWEEPING_DAY: '清明節',
  LABOUR_DAY: '勞動節',
  DRAGON_BOAT_FESTIVAL: '端午節',
  MID_AUTUMN_FESTIVAL: '中秋節',
  NATIONAL_DAY: '國慶節',
};

/** What is known of a year: nothing is guessed for one that isn't announced (Clocks). */
export function calendarYearOf(calendar: CalendarCode, year: number, locale: Locale): CalendarYear {
  const facts = dayFactsOf(calendar);
  const days = facts.of(year);
  const of = (kind: DayFact['kind']) =>
    days.filter((fact) => fact.kind === kind).map((fact) => ({ date: fact.date, name: nameOf(fact, locale) }));
  return { year, announced: facts.isAnnounced(year), holidays: of('HOLIDAY'), makeUpWorkdays: of('MAKE_UP_WORKDAY') };
}

function nameOf(fact: DayFact, locale: Locale): string {
  if (locale === 'en') return fact.nameEn;
  return (locale === 'zh-TW' && TRADITIONAL[fact.holiday]) || fact.name;
}
