import type { Context } from '@landfall/kit/service/context';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Entitlement } from '../entitlement/entitlement.type.ts';
import { type EntitlementFacts, entitlementOn } from '../entitlement/entitlement-facts.ts';
import { RegisteredProduct } from './registered-product.entity.ts';

/** What is worked out of a registered product. Auth: whoever sees it. */
@Resolver(() => RegisteredProduct)
export class RegisteredProductResolver {
  @FieldResolver(() => Entitlement)
  entitlement(@Root() row: EntitlementFacts & { readonly id: string }, @Ctx() { viewer }: Context): Entitlement {
    return entitlementOn({ ...row, registeredProductId: row.id }, viewer);
  }
}
