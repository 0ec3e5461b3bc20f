import { readMany } from '@landfall/kit/rows/read';
import { selectionOf } from '@landfall/kit/rows/selection';
import { sql, text } from '@landfall/kit/rows/sql';
import type { Context } from '@landfall/kit/service/context';
import { OpenTo } from '@landfall/kit/service/root-field';
import type { GraphQLResolveInfo } from 'graphql';
import { Ctx, Info, Query, Resolver } from 'type-graphql';
import { Product } from './product.entity.ts';
import { productShape } from './product.shape.ts';

/** The vendor's published products. Auth: everyone who is signed in. */
@Resolver()
export class ProductResolver {
  @Query(() => [Product], { description: '總部發布的產品與版本。' })
  @OpenTo({ desk: 'everyone', portal: 'everyone', hq: 'everyone' })
  products(@Ctx() context: Context, @Info() info: GraphQLResolveInfo): Promise<Product[]> {
    return readMany(context.source, productShape, selectionOf(info), sql`true`, text(' order by p.position, p.id'));
  }
}
