import { act } from '@landfall/kit/idempotency/act';
import { invalid } from '@landfall/kit/problem/problem';
import type { Context } from '@landfall/kit/service/context';
import { OpenTo } from '@landfall/kit/service/root-field';
import { Arg, Ctx, ID, Int, Mutation, Query, Resolver } from 'type-graphql';
import { SETTINGS_KEEPERS } from '../partner/settings-keepers.ts';
import { ClosingDaysInput } from './closing-day.inputs.ts';
import { ClosingDayType } from './closing-day.type.ts';
import { addClosingDays, FURTHEST_DAYS, removeClosingDay } from './keep-closing-days.ts';

const OPTIONAL = { nullable: true } as const;

/** One a day: a year's, or from last month to the furthest that may be entered. Nothing is cut. */
const MOST = 31 + FURTHEST_DAYS + 1;
const DAYS = `select d.id, d.date, d.is_open as "isOpen", coalesce(d.periods, '[]'::jsonb) as periods, d.name, d.created_at as "createdAt",
    m.name as "createdByName" from identity.closing_day d left join identity.membership m on m.tenant_id = d.tenant_id and m.id = d.created_by
  where d.ended_at is null and case when $1::int is null
      then d.date >= (now() at time zone (select time_zone from identity.partner limit 1))::date - 31
      else d.date between make_date($1, 1, 1) and make_date($1, 12, 31) end order by d.date limit ${MOST}`;

/** Days the partner departs from its calendar. Auth: the partner's administrator. */
@Resolver()
export class ClosingDayResolver {
  @Query(() => [ClosingDayType], { description: '自訂的休息日與加開日:上個月起,或某一年的。' })
  @OpenTo({ desk: SETTINGS_KEEPERS })
  closingDays(
    @Ctx() { source }: Context,
    @Arg('year', () => Int, { nullable: true, description: 'All of that year’s; else from last month on.' })
    year?: number | null,
  ): Promise<ClosingDayType[]> {
    if (year != null && (year < 2000 || year > 2200)) throw invalid('closingDay.year', ['year']);
    return source.reader.query<ClosingDayType>(source.scope, {
      name: 'closing-days',
      text: DAYS,
      values: [year ?? null],
    });
  }

  @Mutation(() => [ClosingDayType], { description: '新增一天或連續數天;已作出的承諾不變。' })
  @OpenTo({ desk: SETTINGS_KEEPERS })
  async addClosingDays(
    @Ctx() context: Context,
    @Arg('input', () => ClosingDaysInput) input: ClosingDaysInput,
    @Arg('idempotencyKey', () => ID, OPTIONAL) key?: string | null,
  ): Promise<ClosingDayType[]> {
    await act(context, { field: 'addClosingDays', key, args: { input } }, (unit) => addClosingDays(unit, input));
    return this.closingDays(context);
  }

  @Mutation(() => [ClosingDayType], { description: '取消一天。' })
  @OpenTo({ desk: SETTINGS_KEEPERS })
  async removeClosingDay(
    @Ctx() context: Context,
    @Arg('id', () => ID) id: string,
    @Arg('idempotencyKey', () => ID, OPTIONAL) key?: string | null,
  ): Promise<ClosingDayType[]> {
    await act(context, { field: 'removeClosingDay', key, args: { id } }, (unit) => removeClosingDay(unit, id));
    return this.closingDays(context);
  }
}
