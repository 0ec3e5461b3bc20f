import { invalid } from '@landfall/kit/problem/problem';
import type { Context } from '@landfall/kit/service/context';
import { OpenTo } from '@landfall/kit/service/root-field';
import type { CalendarCode } from '@landfall/kit/working-time/day-facts';
import { Arg, Ctx, Int, Query, Resolver } from 'type-graphql';
import { calendarYearOf } from './calendar-year.ts';
import { type CalendarDay, CalendarYear } from './calendar-year.type.ts';

const FIRST_YEAR = 2000;
const LAST_YEAR = 2100;

/** Public holidays and make-up workdays. Auth: everyone who is signed in. */
@Resolver()
export class CalendarResolver {
  @Query(() => CalendarYear, {
    description: '夥伴日曆的一年,含夥伴自訂的休息日與加開日;總部為中國內地日曆。',
  })
  @OpenTo({ desk: 'everyone', portal: 'everyone', hq: 'everyone' })
  async calendarYear(@Ctx() context: Context, @Arg('year', () => Int) year: number): Promise<CalendarYear> {
    if (year < FIRST_YEAR || year > LAST_YEAR)
      throw invalid('calendar.year', ['year'], { from: FIRST_YEAR, until: LAST_YEAR });
    const [calendar, own] = await Promise.all([calendarOf(context), ownDays(context, year)]);
    return withOwnDays(calendarYearOf(calendar, year, context.viewer.locale), own);
  }
}

async function calendarOf({ viewer, source }: Context): Promise<CalendarCode> {
  if (viewer.surface === 'hq') return 'CN';
  const [policy] = await source.reader.query<{ calendar: CalendarCode }>(source.scope, {
    text: 'select calendar from identity.policy_card limit 1',
  });
  return policy?.calendar ?? 'CN';
}

/** A day the partner departs from its calendar on. */
interface OwnDay {
  readonly date: string;
  readonly isOpen: boolean;
  readonly name: string;
}

async function ownDays({ viewer, source }: Context, year: number): Promise<OwnDay[]> {
  if (viewer.surface === 'hq') return [];
  return source.reader.query<OwnDay>(source.scope, {
    text: `select date, is_open as "isOpen", name from identity.closing_day_card
      where ended_at is null and date between make_date($1, 1, 1) and make_date($1, 12, 31) order by date`,
    values: [year],
  });
}

/** The partner's own word goes before the announced calendar. */
function withOwnDays(year: CalendarYear, own: readonly OwnDay[]): CalendarYear {
  if (own.length === 0) return year;
  const others = (days: CalendarDay[]): CalendarDay[] =>
    days.filter(({ date }) => !own.some((day) => day.date === date));
  const of = (isOpen: boolean): CalendarDay[] =>
    own.filter((day) => day.isOpen === isOpen).map(({ date, name }) => ({ date, name }));
  const inOrder = (days: CalendarDay[]): CalendarDay[] => days.sort((a, b) => (a.date < b.date ? -1 : 1));
  return {
    ...year,
    holidays: inOrder([...others(year.holidays), ...of(false)]),
    makeUpWorkdays: inOrder([...others(year.makeUpWorkdays), ...of(true)]),
  };
}
