import { PlainDateType } from '@landfall/kit/clock/instant.type';
import { IdentifiesCustomer } from '@landfall/kit/personal/personal';
import { ProductLine } from '@landfall/kit/product-line/product-line';
import { DateScalar } from '@landfall/kit/scalar/date-time.scalar';
import { ownCustomer, tenantTable } from '@landfall/kit/tenancy/table';
import { PrimaryKeyProp } from '@mikro-orm/core';
import { Check, Entity, Index, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Directive, Field, ID, ObjectType } from 'type-graphql';

/** A line of a RegistrationCard (金蝶軟件注冊用戶登記卡): what the company bought and how long it is served (R5). */
@ObjectType('RegisteredProduct', { simpleResolvers: true, description: '登記的產品(註冊用戶登記卡的一行)。' })
@Directive('@key(fields: "id")')
@Entity(tenantTable({ schema: 'customers', table: 'registered_product', portal: ownCustomer() }))
@Unique({ properties: ['tenantId', 'serial'] })
@Index({ properties: ['tenantId', 'customerId', 'line'] })
@Check({ name: 'registered_product_line_check', expression: `line in ('KIS', 'K3')` })
@Check({ name: 'registered_product_term_check', expression: 'service_ends_on >= service_starts_on' })
export class RegisteredProduct {
  [PrimaryKeyProp]?: ['tenantId', 'id'];

  @PrimaryKey({ type: 'uuid' })
  tenantId!: string;

  @Field(() => ID)
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  @Property({ type: 'uuid' })
  customerId!: string;

  /** `catalogue.product_version`, as it was when registered; name, line and version are copied from there. */
  @Property({ type: 'uuid' })
  productVersionId!: string;

  @Field(() => String)
  @Property({ type: 'text' })
  productName!: string;

  @Field(() => ProductLine)
  @Property({ type: 'text' })
  line!: ProductLine;

  @Field(() => String)
  @Property({ type: 'text' })
  version!: string;

  /** Serial or dongle number: upper case, without spaces. */
  @Field(() => String)
  @IdentifiesCustomer()
  @Property({ type: 'text' })
  serial!: string;

  @Field(() => DateScalar, { nullable: true })
  @Property({ type: PlainDateType, nullable: true })
  purchasedOn?: Temporal.PlainDate | null;

  @Field(() => DateScalar, { nullable: true })
  @Property({ type: PlainDateType, nullable: true })
  serviceStartsOn?: Temporal.PlainDate | null;

  /** Last day of service, inclusive. */
  @Field(() => DateScalar, { nullable: true })
  @Property({ type: PlainDateType, nullable: true })
  serviceEndsOn?: Temporal.PlainDate | null;
}
