import { notFound } from '@landfall/kit/problem/problem';
import type { Context } from '@landfall/kit/service/context';
import { OpenTo } from '@landfall/kit/service/root-field';
import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import { Entitlement } from './entitlement.type.ts';
import { ASKED_AT, bestOf, type EntitlementFacts, entitlementOn, noProduct } from './entitlement-facts.ts';

/** The entitlement verdict (R5). Auth: everyone at the desk; the portal for its own company. */
@Resolver()
export class EntitlementResolver {
  @Query(() => Entitlement, { description: '一件登記產品的服務資格;不指定產品時取客戶最有利的一項。' })
  @OpenTo({ desk: 'everyone', portal: 'everyone' })
  async entitlement(
    @Ctx() { source, viewer }: Context,
    @Arg('customerId', () => ID) customerId: string,
    @Arg('registeredProductId', () => ID, { nullable: true }) registeredProductId?: string | null,
  ): Promise<Entitlement> {
    const rows = await source.reader.query<EntitlementFacts>(source.scope, {
      text: `select p.id as "registeredProductId", p.product_name as "productName", p.line, p.serial,
          p.service_starts_on as "serviceStartsOn", p.service_ends_on as "serviceEndsOn", ${ASKED_AT} as "askedAt"
        from customers.customer c left join customers.registered_product p
          on p.tenant_id = c.tenant_id and p.customer_id = c.id and p.id = coalesce($2::uuid, p.id)
        where c.id = $1`,
      values: [customerId, registeredProductId ?? null],
    });
    const products = rows.filter((row) => row.registeredProductId !== null);
    const [first] = rows;
    if (!first || (registeredProductId && products.length === 0)) throw notFound();
    source.seen?.add(customerId);
    return bestOf(products.map((row) => entitlementOn(row, viewer))) ?? entitlementOn(noProduct(first.askedAt), viewer);
  }
}
