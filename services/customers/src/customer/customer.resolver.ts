import { connectionOf } from '@landfall/kit/connection/connection';
import { tokenMatch } from '@landfall/kit/ledger/write-tokens';
import { invalid, notFound } from '@landfall/kit/problem/problem';
import { ProductLine } from '@landfall/kit/product-line/product-line';
import { type Connection, page } from '@landfall/kit/rows/page';
import { readByIds, readMany, readOne } from '@landfall/kit/rows/read';
import { type Selection, selectionOf } from '@landfall/kit/rows/selection';
import { type Sql, sql, text } from '@landfall/kit/rows/sql';
import type { Context } from '@landfall/kit/service/context';
import { OpenTo } from '@landfall/kit/service/root-field';
import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, ID, Info, Int, Query, Resolver, Root, Subscription } from 'type-graphql';
import { Entitlement, EntitlementVerdict } from '../entitlement/entitlement.type.ts';
import { type EntitlementFacts, entitlementOn, noProduct } from '../entitlement/entitlement-facts.ts';
import { productCondition } from '../entitlement/verdict-condition.ts';
import { Customer } from './customer.entity.ts';
import { customerShape } from './customer.shape.ts';

const CustomerConnection = connectionOf('Customer', () => Customer);

interface CustomerRow extends Customer {
  readonly askedAt: string;
  readonly entitlementFacts: readonly EntitlementFacts[];
}

interface Subscribing {
  readonly args: { readonly id?: string | null };
  readonly context: Context;
  readonly info: GraphQLResolveInfo;
}

/** Customers. Auth: everyone at the desk; the portal sees its own company. */
@Resolver(() => Customer)
export class CustomerResolver {
  @Query(() => Customer, { description: '一位客戶;客戶入口可不指定,即為自己的公司。' })
  @OpenTo({ desk: 'everyone', portal: 'everyone' })
  async customer(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('id', () => ID, { nullable: true }) id?: string | null,
  ): Promise<Customer> {
    const { source, viewer } = context;
    if (id) return readOne(source, customerShape, selectionOf(info), id);
    if (viewer.surface !== 'portal') throw invalid('required', ['id']);
    const [own] = await readMany<Customer>(
      source,
      customerShape,
      selectionOf(info),
      text('true'),
      text(' order by c.id limit 1'),
    );
    if (!own) throw notFound();
    return own;
  }

  @Query(() => CustomerConnection, { description: '客戶,按名稱拼音排列;可按名稱、拼音首字母、序列號、電話搜尋。' })
  @OpenTo({ desk: 'everyone' })
  customers(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('search', () => String, { nullable: true }) search?: string | null,
    @Arg('line', () => ProductLine, { nullable: true }) line?: ProductLine | null,
    @Arg('verdict', () => EntitlementVerdict, { nullable: true }) verdict?: EntitlementVerdict | null,
    @Arg('first', () => Int, { nullable: true }) first?: number,
    @Arg('after', () => String, { nullable: true }) after?: string,
  ): Promise<Connection<Customer>> {
    const order = { column: 'sort_key', type: 'text', descending: false } as const;
    return page(context.source, customerShape, selectionOf(info), { first, after }, order, [
      searchCondition(search),
      productCondition(line ?? null, verdict ?? null, context.viewer.timeZone),
    ]);
  }

  @Subscription(() => Customer, {
    nullable: true,
    description: 'A customer as it is after a change of its record; without an id, every one the viewer may see.',
    subscribe: ({ args, context, info }: Subscribing) => changesOf(context, args.id, selectionOf(info)),
  })
  @OpenTo({ desk: 'everyone', portal: 'everyone' })
  customerChanged(@Root() customer: Customer, @Arg('id', () => ID, { nullable: true }) _id?: string | null): Customer {
    return customer;
  }

  @FieldResolver(() => [Entitlement], { description: '每件登記產品一項;沒有產品時只有 NO_PRODUCT。' })
  entitlements(@Root() row: CustomerRow, @Ctx() { viewer }: Context): Entitlement[] {
    const { entitlementFacts, askedAt } = row;
    const facts = entitlementFacts.length > 0 ? entitlementFacts : [noProduct(askedAt)];
    return facts.map((fact) => entitlementOn(fact, viewer));
  }
}

/** Nothing typed is no condition; something typed that holds nothing to search for finds nobody. */
function searchCondition(search: string | null | undefined): Sql | null {
  if (!search?.trim()) return null;
  return tokenMatch(search, 'customer', 'c.id') ?? sql`false`;
}

/** Woken by events, told by reading again as the viewer; a customer's person isn't even woken for another's. */
async function* changesOf(
  { host, viewer, source, signal }: Context,
  id: string | null | undefined,
  selection: Selection,
): AsyncGenerator<Customer, void, void> {
  for await (const { nounId } of host.bus.changes(viewer.tenant, 'customer', signal, id ?? undefined)) {
    if (viewer.surface === 'portal' && !viewer.customers.includes(nounId)) continue;
    const [row] = await readByIds<Customer>(source, customerShape, selection, [nounId]);
    if (row) yield row;
  }
}
