import { InstantType } from '@landfall/kit/clock/instant.type';
import { ProductLine } from '@landfall/kit/product-line/product-line';
import { DeskOnly } from '@landfall/kit/service/root-field';
import { OWN_TENANT, tenantTable } from '@landfall/kit/tenancy/table';
import { PrimaryKeyProp } from '@mikro-orm/core';
import { Entity, Index, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { OWN_SESSION } from '../session/edge-rows.ts';

/** A person at one partner, or at one of its customers, with roles. A customer sees the partner's people, and nobody of other customers. */
@ObjectType('Member', { simpleResolvers: true, description: '成員:夥伴的一位員工,或客戶的一位聯絡人。' })
@Directive('@key(fields: "id")')
@Entity(
  tenantTable({
    schema: 'identity',
    table: 'membership',
    deskMay: ['select'],
    portal: `${OWN_TENANT} and customer_id is null`,
    edge: OWN_SESSION('account_id'),
  }),
)
@Index({ properties: ['accountId'] })
@Index({ properties: ['tenantId', 'sortKey', 'id'] })
export class Membership {
  [PrimaryKeyProp]?: ['tenantId', 'id'];

  @PrimaryKey({ type: 'uuid' })
  tenantId!: string;

  @Field(() => ID)
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  @Property({ type: 'uuid' })
  accountId!: string;

  /** Set for a customer's person. */
  @Property({ type: 'uuid', nullable: true })
  customerId?: string | null;

  @Field(() => String)
  @Directive('@shareable')
  @Property({ type: 'text' })
  name!: string;

  /** Pinyin sort key of the name. */
  @Property({ type: 'text' })
  sortKey!: string;

  @Field(() => String, { nullable: true })
  @Property({ type: 'text', nullable: true })
  title?: string | null;

  /** KIS or K3 for consultants; null elsewhere. */
  @Field(() => String, { nullable: true })
  @Property({ type: 'text', nullable: true })
  department?: string | null;

  @Field(() => [String])
  @Property({ columnType: 'text[]' })
  roles!: string[];

  /** Product lines the person is certified for (R5). */
  @Field(() => [ProductLine])
  @Property({ columnType: 'text[]' })
  productLines!: ProductLine[];

  /** Division codes served, as prefixes: `3101` is all of Shanghai's city. */
  @Field(() => [String])
  @Property({ columnType: 'text[]' })
  divisions!: string[];

  @Field(() => String, { nullable: true })
  @DeskOnly()
  @Property({ type: 'text', nullable: true })
  phone?: string | null;

  /** Name of the partner or of the customer, as sign-in shows it. */
  @Property({ type: 'text' })
  organisationName!: string;

  @Property({ type: InstantType, nullable: true })
  endedAt?: Temporal.Instant | null;

  @Property({ type: 'integer', version: true })
  version!: number;
}
