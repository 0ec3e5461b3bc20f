import { connectionOf } from '@landfall/kit/connection/connection';
import { notFound, Problem } from '@landfall/kit/problem/problem';
import { type Connection, page } from '@landfall/kit/rows/page';
import { readMany } from '@landfall/kit/rows/read';
import { selectionOf } from '@landfall/kit/rows/selection';
import { sql } from '@landfall/kit/rows/sql';
import type { Context } from '@landfall/kit/service/context';
import { DeskOnly, OpenTo } from '@landfall/kit/service/root-field';
import { hasRole } from '@landfall/kit/viewer/viewer';
import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, ID, Info, Int, Query, Resolver, Root } from 'type-graphql';
import { StaffRowRegion } from '../staff-list/staff-list.type.ts';
import { PEOPLE_KEEPER } from './member.roles.ts';
import { memberShape } from './member.shape.ts';
import { inState, MemberState } from './member.state.ts';
import { Membership } from './membership.entity.ts';
import { idsFound } from './staff-search.ts';

const MemberConnection = connectionOf('Member', () => Membership);
const OPTIONAL = { nullable: true } as const;

/** The partner's people. Auth: everyone at the desk knows names, roles and phones of colleagues; who left, e-mails and reasons are the administrator's. */
@Resolver(() => Membership)
export class MemberResolver {
  @Query(() => MemberConnection, { description: '夥伴的員工,按姓名拼音排列。' })
  @OpenTo({ desk: 'everyone' })
  async members(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('role', () => String, OPTIONAL) role?: string | null,
    @Arg('first', () => Int, OPTIONAL) first?: number | null,
    @Arg('after', () => String, OPTIONAL) after?: string | null,
    @Arg('search', () => String, { nullable: true, description: 'Name in characters or pinyin, e-mail, phone.' })
    search?: string | null,
    @Arg('department', () => String, OPTIONAL) department?: string | null,
    @Arg('division', () => String, { nullable: true, description: 'Who serves this division, as a code.' })
    division?: string | null,
    @Arg('state', () => MemberState, {
      nullable: true,
      description: 'ACTIVE unless said; LEFT is the administrator’s.',
    })
    state?: MemberState | null,
  ): Promise<Connection<Membership>> {
    if (state === MemberState.LEFT && !keepsPeople(context)) throw new Problem('FORBIDDEN', 'forbidden');
    const found = search?.trim() ? await idsFound(context, search) : null;
    return page(
      context.source,
      memberShape,
      selectionOf(info),
      { first, after },
      { column: 'sort_key', type: 'text', descending: false },
      [
        sql`m.customer_id is null`,
        inState(state ?? MemberState.ACTIVE),
        role ? sql`${role} = any(m.roles)` : null,
        department ? sql`m.department = ${department}` : null,
        // Who serves all of Shanghai serves its districts, and is found by them.
        division
          ? sql`exists (select from unnest(m.divisions) d where ${division} like d || '%' or d like ${division} || '%')`
          : null,
        found ? sql`m.id = any(${found}::uuid[])` : null,
      ],
    );
  }

  @Query(() => Membership, { description: '一位員工;已離開的只有管理員可查。' })
  @OpenTo({ desk: 'everyone' })
  async member(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('id', () => ID) id: string,
  ): Promise<Membership> {
    const [row] = await readMany<Membership>(
      context.source,
      memberShape,
      selectionOf(info),
      keepsPeople(context)
        ? sql`m.id = ${id} and m.customer_id is null`
        : sql`m.id = ${id} and m.customer_id is null and m.ended_at is null`,
    );
    if (!row) throw notFound();
    return row;
  }

  @Query(() => [String], { description: '員工名單中出現過的部門。' })
  @OpenTo({ desk: 'everyone' })
  async staffDepartments(@Ctx() { source }: Context): Promise<string[]> {
    const rows = await source.reader.query<{ department: string }>(source.scope, {
      text: `select distinct x.department from (select m.department from identity.membership m where m.customer_id is null and m.ended_at is null
        union all select unnest(p.departments) from identity.partner p) x where x.department <> '' order by 1`,
    });
    return rows.map(({ department }) => department);
  }

  @Query(() => [StaffRowRegion], { description: '員工所服務的地區,附名稱。' })
  @OpenTo({ desk: 'everyone' })
  staffRegions(@Ctx() { source }: Context): Promise<StaffRowRegion[]> {
    return source.reader.query<StaffRowRegion>(source.scope, {
      text: `select x.code, coalesce(d.full_name, x.code) as name from (select distinct unnest(m.divisions) as code from identity.membership m
        where m.customer_id is null and m.ended_at is null union select unnest(p.divisions) from identity.partner p) x
        left join catalogue.division d on d.code = rpad(x.code, 6, '0') order by x.code limit 1000`,
    });
  }

  @FieldResolver(() => String, { nullable: true, description: 'Only told to the partner’s administrator.' })
  @DeskOnly()
  email(@Root() member: Membership, @Ctx() context: Context): string | null {
    return keepsPeople(context) ? (member.email ?? null) : null;
  }

  @FieldResolver(() => String, { nullable: true, description: '離開原因;only told to the partner’s administrator.' })
  @DeskOnly()
  endReason(@Root() member: Membership, @Ctx() context: Context): string | null {
    return keepsPeople(context) ? (member.endReason ?? null) : null;
  }

  @FieldResolver(() => Boolean, { description: '今日缺勤。' })
  @DeskOnly()
  isAbsent(@Root() member: Membership & { isAbsent?: boolean }): boolean {
    return member.isAbsent ?? false;
  }
}

function keepsPeople({ viewer }: Context): boolean {
  return viewer.surface === 'desk' && hasRole(viewer, PEOPLE_KEEPER);
}
