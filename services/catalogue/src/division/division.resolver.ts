import { readMany } from '@landfall/kit/rows/read';
import { selectionOf } from '@landfall/kit/rows/selection';
import type { Shape } from '@landfall/kit/rows/shape';
import { sql, text } from '@landfall/kit/rows/sql';
import type { Context } from '@landfall/kit/service/context';
import { OpenTo } from '@landfall/kit/service/root-field';
import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, ID, Info, Query, Resolver } from 'type-graphql';
import { Division } from './division.entity.ts';

const divisionShape: Shape = {
  table: 'catalogue.division',
  alias: 'd',
  columns: {
    code: 'd.code',
    id: 'd.code',
    name: 'd.name',
    fullName: 'd.full_name',
    parent: 'd.parent',
    level: 'd.level',
  },
};

/** Official divisions, one level at a time. Auth: everyone who is signed in. */
@Resolver()
export class DivisionResolver {
  @Query(() => [Division], { description: '某一行政區劃的下一級;不指定時為省級。' })
  @OpenTo({ desk: 'everyone', portal: 'everyone', hq: 'everyone' })
  divisions(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('parent', () => ID, { nullable: true }) parent?: string | null,
  ): Promise<Division[]> {
    const where = parent ? sql`d.parent = ${parent}` : sql`d.parent is null`;
    return readMany(context.source, divisionShape, selectionOf(info), where, text(' order by d.code'));
  }
}
