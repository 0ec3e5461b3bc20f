import { invalid } from '@landfall/kit/problem/problem';
import type { Context } from '@landfall/kit/service/context';
import { OpenTo } from '@landfall/kit/service/root-field';
import type { CalendarCode } from '@landfall/kit/working-time/day-facts';
import { Arg, Ctx, Int, Query, Resolver } from 'type-graphql';
import { calendarYearOf } from './calendar-year.ts';
import { CalendarYear } from './calendar-year.type.ts';

const FIRST_YEAR = 2000;
const LAST_YEAR = 2100;

/** Public holidays and make-up workdays. Auth: everyone who is signed in. */
@Resolver()
export class CalendarResolver {
  @Query(() => CalendarYear, { description: '夥伴日曆的一年;總部為中國內地日曆。' })
  @OpenTo({ desk: 'everyone', portal: 'everyone', hq: 'everyone' })
  async calendarYear(@Ctx() context: Context, @Arg('year', () => Int) year: number): Promise<CalendarYear> {
    if (year < FIRST_YEAR || year > LAST_YEAR)
      throw invalid('calendar.year', ['year'], { from: FIRST_YEAR, until: LAST_YEAR });
    return calendarYearOf(await calendarOf(context), year, context.viewer.locale);
  }
}

async function calendarOf({ viewer, source }: Context): Promise<CalendarCode> {
  if (viewer.surface === 'hq') return 'CN';
  const [policy] = await source.reader.query<{ calendar: CalendarCode }>(source.scope, {
    text: 'select calendar from identity.policy_card limit 1',
  });
  return policy?.calendar ?? 'CN';
}
