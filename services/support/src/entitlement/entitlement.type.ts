import { ProductLine } from '@landfall/kit/product-line/product-line';
import { DateScalar, DateTimeScalar } from '@landfall/kit/scalar/date-time.scalar';
import { Directive, Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';

/** Whether on-site service was owed when it was asked (R5). */
export enum EntitlementVerdict {
  IN_SERVICE = 'IN_SERVICE',
  ENDED = 'ENDED',
  NOT_STARTED = 'NOT_STARTED',
  NO_PRODUCT = 'NO_PRODUCT',
}
registerEnumType(EntitlementVerdict, { name: 'EntitlementVerdict' });

/** The verdict as customers gave it, kept with the time it was asked; in wire form, as it is stored. */
@ObjectType('Entitlement', { simpleResolvers: true })
@Directive('@shareable')
export class EntitlementSnapshot {
  @Field(() => EntitlementVerdict)
  verdict!: EntitlementVerdict;
  @Field(() => ID, { nullable: true })
  registeredProductId?: string | null;
  @Field(() => String, { nullable: true })
  productName?: string | null;
  @Field(() => ProductLine, { nullable: true })
  line?: ProductLine | null;
  @Field(() => String, { nullable: true })
  serial?: string | null;
  @Field(() => DateScalar, { nullable: true })
  endsOn?: string | null;
  @Field(() => Int, { nullable: true })
  daysEnded?: number | null;
  @Field(() => DateTimeScalar)
  askedAt!: string;
}
