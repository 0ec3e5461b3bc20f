import { connectionOf } from '@landfall/kit/connection/connection';
import { type Connection, page } from '@landfall/kit/rows/page';
import { selectionOf } from '@landfall/kit/rows/selection';
import { sql } from '@landfall/kit/rows/sql';
import type { Context } from '@landfall/kit/service/context';
import { OpenTo } from '@landfall/kit/service/root-field';
import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Int, Query, Resolver } from 'type-graphql';
import { memberShape } from './member.shape.ts';
import { Membership } from './membership.entity.ts';

const MemberConnection = connectionOf('Member', () => Membership);

/** The partner's people. Auth: everyone at the desk. */
@Resolver()
export class MemberResolver {
  @Query(() => MemberConnection, { description: '夥伴的員工,按姓名拼音排列。' })
  @OpenTo({ desk: 'everyone' })
  members(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('role', () => String, { nullable: true }) role?: string,
    @Arg('first', () => Int, { nullable: true }) first?: number,
    @Arg('after', () => String, { nullable: true }) after?: string,
  ): Promise<Connection<Membership>> {
    return page(
      context.source,
      memberShape,
      selectionOf(info),
      { first, after },
      { column: 'sort_key', type: 'text', descending: false },
      [sql`m.customer_id is null`, sql`m.ended_at is null`, role ? sql`${role} = any(m.roles)` : null],
    );
  }
}
