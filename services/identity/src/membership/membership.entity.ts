import { InstantType } from '@landfall/kit/clock/instant.type';
import { Derived, Personal, Secret } from '@landfall/kit/personal/personal';
import { ProductLine } from '@landfall/kit/product-line/product-line';
import { DateTimeScalar } from '@landfall/kit/scalar/date-time.scalar';
import { DeskOnly } from '@landfall/kit/service/root-field';
import { OWN_TENANT, ownCustomer, tenantTable } from '@landfall/kit/tenancy/table';
import { PrimaryKeyProp } from '@mikro-orm/core';
import { Entity, Index, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { Absence } from '../absence/absence.entity.ts';
import { OWN_SESSION } from '../session/edge-rows.ts';
import { JOINS } from './joining.ts';

const table = tenantTable({
  schema: 'identity',
  table: 'membership',
  deskMay: ['select', 'update'],
  portal: ownCustomer(),
  portalMay: ['select', 'update'],
  edge: OWN_SESSION('account_id'),
  edgeCheck: JOINS,
  edgeMay: ['select', 'insert'],
});

/**
 * A person at one partner, or at one of its customers, with roles. A customer sees the names of the partner's people, keeps its
 * own, and learns of nobody else's. Nobody writes a membership at a desk: somebody who was invited makes it by accepting.
 */
@ObjectType('Member', { simpleResolvers: true, description: '成員:夥伴的一位員工,或客戶的一位聯絡人。' })
@Directive('@key(fields: "id")')
@Entity({
  ...table,
  policies: [
    ...table.policies,
    {
      name: 'membership_portal_staff',
      command: 'select',
      roles: ['portal'],
      using: `${OWN_TENANT} and customer_id is null`,
    },
  ],
})
@Index({ properties: ['accountId'] })
@Index({ properties: ['tenantId', 'sortKey', 'id'] })
@Index({ properties: ['tenantId', 'emailKey'] })
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

  /** The contact of the customer's record the person was invited from. */
  @Property({ type: 'uuid', nullable: true })
  contactId?: string | null;

  @Field(() => String)
  @Directive('@shareable')
  @Personal({ subject: 'accountId' })
  @Property({ type: 'text' })
  name!: string;

  /** Pinyin sort key of the name. */
  @Personal({ subject: 'accountId' })
  @Derived()
  @Property({ type: 'text' })
  sortKey!: string;

  /** The account's e-mail as this organisation knows it; null for who joined before it was kept. */
  @Personal({ subject: 'accountId' })
  @Property({ type: 'text', nullable: true })
  email?: string | null;

  /** SHA-256 of the lower-cased e-mail: who is a member already isn't invited again. */
  @Secret()
  @Property({ type: 'text', nullable: true })
  emailKey?: string | null;

  @Field(() => String, { nullable: true })
  @Property({ type: 'text', nullable: true })
  title?: string | null;

  /** KIS or K3 for consultants; null elsewhere. */
  @Field(() => String, { nullable: true })
  @Property({ type: 'text', nullable: true })
  department?: string | null;

  @Field(() => [String])
  @DeskOnly()
  @Property({ columnType: 'text[]' })
  roles!: string[];

  /** Product lines the person is certified for (R5). */
  @Field(() => [ProductLine])
  @DeskOnly()
  @Property({ columnType: 'text[]' })
  productLines!: ProductLine[];

  /** Division codes served, as prefixes: `3101` is all of Shanghai's city. */
  @Field(() => [String])
  @DeskOnly()
  @Property({ columnType: 'text[]' })
  divisions!: string[];

  @Field(() => String, { nullable: true })
  @DeskOnly()
  @Personal({ subject: 'accountId' })
  @Property({ type: 'text', nullable: true })
  phone?: string | null;

  /** Name of the partner or of the customer, as sign-in shows it. */
  @Property({ type: 'text' })
  organisationName!: string;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the invitation was accepted.' })
  @DeskOnly()
  @Property({ type: InstantType, nullable: true })
  joinedAt?: Temporal.Instant | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the person left; nothing of theirs is deleted.' })
  @DeskOnly()
  @Property({ type: InstantType, nullable: true })
  endedAt?: Temporal.Instant | null;

  /** Why it ended, as whoever ended it said. */
  @Property({ type: 'text', nullable: true })
  endReason?: string | null;

  @Property({ type: 'uuid', nullable: true })
  endedById?: string | null;

  @Field(() => Int)
  @DeskOnly()
  @Property({ type: 'integer', version: true })
  version!: number;

  @Field(() => [Absence], { description: 'Absences that are not over, the next first.' })
  @DeskOnly()
  absences?: Absence[];
}
