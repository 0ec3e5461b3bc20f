import { ProductLine } from '@landfall/kit/product-line/product-line';
import { DateScalar, DateTimeScalar } from '@landfall/kit/scalar/date-time.scalar';
import { Directive, Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';

/** Whether on-site service is owed (R5). */
export enum EntitlementVerdict {
  IN_SERVICE = 'IN_SERVICE',
  ENDED = 'ENDED',
  NOT_STARTED = 'NOT_STARTED',
  NO_PRODUCT = 'NO_PRODUCT',
}
registerEnumType(EntitlementVerdict, { name: 'EntitlementVerdict', description: '服務資格的判定。' });

/** A verdict with the facts it rests on. Shareable: support keeps the one asked when a ticket was raised. */
@ObjectType('Entitlement', { simpleResolvers: true, description: '服務資格:是否在服務期內。' })
@Directive('@shareable')
export class Entitlement {
  @Field(() => EntitlementVerdict)
  verdict!: EntitlementVerdict;

  @Field(() => ID, { nullable: true })
  registeredProductId!: string | null;

  @Field(() => String, { nullable: true })
  productName!: string | null;

  @Field(() => ProductLine, { nullable: true })
  line!: ProductLine | null;

  @Field(() => String, { nullable: true })
  serial!: string | null;

  @Field(() => DateScalar, { nullable: true, description: '服務期的最後一天(含)。' })
  endsOn!: string | null;

  @Field(() => Int, { nullable: true, description: '服務期結束後的天數;結束次日為 1。' })
  daysEnded!: number | null;

  @Field(() => DateTimeScalar)
  askedAt!: string;
}
