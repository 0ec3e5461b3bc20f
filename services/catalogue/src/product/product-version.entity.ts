import { PlainDateType } from '@landfall/kit/clock/instant.type';
import { DateScalar } from '@landfall/kit/scalar/date-time.scalar';
import { globalTable } from '@landfall/kit/tenancy/table';
import { Entity, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, ID, ObjectType } from 'type-graphql';
import { PUBLISHED } from '../published-rows.ts';

/** A version of a product, with how long the vendor serves it. */
@ObjectType('ProductVersion', { simpleResolvers: true, description: '產品版本。' })
@Entity(globalTable({ schema: 'catalogue', table: 'product_version', rows: PUBLISHED }))
@Unique({ properties: ['productId', 'version'] })
export class ProductVersion {
  @Field(() => ID)
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  @Property({ type: 'uuid' })
  productId!: string;

  @Field(() => String)
  @Property({ type: 'text' })
  version!: string;

  @Field(() => DateScalar)
  @Property({ type: PlainDateType })
  releasedOn!: Temporal.PlainDate;

  /** Last day on which the vendor corrects this version; null while none is announced. */
  @Field(() => DateScalar, { nullable: true })
  @Property({ type: PlainDateType, nullable: true })
  serviceEndsOn?: Temporal.PlainDate | null;
}
