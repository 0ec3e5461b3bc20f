import { InstantType } from '@landfall/kit/clock/instant.type';
import { Derived, Personal, Secret } from '@landfall/kit/personal/personal';
import { ProductLine } from '@landfall/kit/product-line/product-line';
import { DateTimeScalar } from '@landfall/kit/scalar/date-time.scalar';
import { ownCustomer, tenantTable } from '@landfall/kit/tenancy/table';
import { OptionalProps, PrimaryKeyProp } from '@mikro-orm/core';
import { Check, Entity, Index, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { OWN_KEYS } from '../session/edge-rows.ts';
import { InvitationState } from './invitation.state.ts';

/** One open invitation an e-mail and organisation; written by hand in the migration too, as a key of three columns of which one is worked out. */
const ONE_OPEN = `create unique index invitation_open_index on identity.invitation (tenant_id, email_key, (coalesce(customer_id, '00000000-0000-0000-0000-000000000000'::uuid))) where accepted_at is null and withdrawn_at is null`;

/**
 * Somebody is asked to join a partner, one of its customers, or headquarters, with roles. Its id becomes the membership's. The link's token
 * is derived from the id; only its hash is kept, and whoever holds the token sees this row and no other.
 */
@ObjectType('Invitation', { simpleResolvers: true, description: '邀請函:接受後成為成員。' })
@Directive('@key(fields: "id")')
@Entity(
  tenantTable({
    schema: 'identity',
    table: 'invitation',
    portal: ownCustomer(),
    portalMay: ['select', 'insert', 'update'],
    headquarters: ['select', 'insert', 'update'],
    edge: OWN_KEYS('token_key'),
    edgeMay: ['select', 'update'],
  }),
)
@Index({ properties: ['tokenKey'] })
@Index({ properties: ['tenantId', 'sortKey', 'id'] })
@Index({ properties: ['tenantId', 'batchId'] })
@Index({ name: 'invitation_open_index', expression: ONE_OPEN })
@Check({ name: 'invitation_roles_check', expression: 'cardinality(roles) > 0' })
export class Invitation {
  [PrimaryKeyProp]?: ['tenantId', 'id'];
  [OptionalProps]?: 'version' | 'sendCount' | 'createdAt';

  @PrimaryKey({ type: 'uuid' })
  tenantId!: string;

  @Field(() => ID)
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  /** Those that were sent together. */
  @Property({ type: 'uuid' })
  batchId!: string;

  /** Set where somebody is invited to a customer. */
  @Property({ type: 'uuid', nullable: true })
  customerId?: string | null;

  /** The contact of the customer's record the person is. */
  @Property({ type: 'uuid', nullable: true })
  contactId?: string | null;

  /** SHA-256 of the link's token. */
  @Secret()
  @Property({ type: 'text' })
  tokenKey!: string;

  @Field(() => String)
  @Personal({ subject: 'id' })
  @Property({ type: 'text' })
  email!: string;

  @Secret()
  @Property({ type: 'text' })
  emailKey!: string;

  @Field(() => String)
  @Personal({ subject: 'id' })
  @Property({ type: 'text' })
  name!: string;

  /** Pinyin sort key of the name. */
  @Personal({ subject: 'id' })
  @Derived()
  @Property({ type: 'text' })
  sortKey!: string;

  @Field(() => [String])
  @Property({ columnType: 'text[]' })
  roles!: string[];

  @Field(() => String, { nullable: true })
  @Property({ type: 'text', nullable: true })
  title?: string | null;

  @Field(() => String, { nullable: true })
  @Property({ type: 'text', nullable: true })
  department?: string | null;

  @Field(() => [ProductLine])
  @Property({ columnType: 'text[]' })
  productLines!: ProductLine[];

  @Field(() => [String])
  @Property({ columnType: 'text[]' })
  divisions!: string[];

  @Field(() => String, { nullable: true })
  @Personal({ subject: 'id' })
  @Property({ type: 'text', nullable: true })
  phone?: string | null;

  /** Name of the partner or of the customer, as sign-in will show it. */
  @Property({ type: 'text' })
  organisationName!: string;

  /** Name of the partner, for the page and the mail. */
  @Property({ type: 'text' })
  partnerName!: string;

  /** The language the person is written to in. */
  @Field(() => String)
  @Property({ type: 'text' })
  locale!: string;

  @Field(() => String, { nullable: true, description: '邀請人。' })
  @Property({ type: 'text', nullable: true })
  invitedByName?: string | null;

  @Property({ type: 'uuid', nullable: true })
  invitedById?: string | null;

  @Field(() => DateTimeScalar)
  @Property({ type: InstantType })
  createdAt!: Temporal.Instant;

  @Field(() => DateTimeScalar, { description: 'When it was last sent.' })
  @Property({ type: InstantType })
  sentAt!: Temporal.Instant;

  @Field(() => Int)
  @Property({ type: 'integer', default: 1 })
  sendCount: number = 1;

  @Field(() => DateTimeScalar)
  @Property({ type: InstantType })
  expiresAt!: Temporal.Instant;

  @Field(() => DateTimeScalar, { nullable: true })
  @Property({ type: InstantType, nullable: true })
  acceptedAt?: Temporal.Instant | null;

  @Field(() => DateTimeScalar, { nullable: true })
  @Property({ type: InstantType, nullable: true })
  withdrawnAt?: Temporal.Instant | null;

  /** Somebody with an expired link asked for a new one. */
  @Field(() => DateTimeScalar, { nullable: true, description: 'When the person asked for a new one.' })
  @Property({ type: InstantType, nullable: true })
  askedAgainAt?: Temporal.Instant | null;

  @Field(() => Int)
  @Property({ type: 'integer', version: true })
  version!: number;

  @Field(() => InvitationState)
  state?: InvitationState;
}
