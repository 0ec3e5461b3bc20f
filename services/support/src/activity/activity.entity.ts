import { Unaudited } from '@landfall/kit/audit/unaudited';
import { InstantType } from '@landfall/kit/clock/instant.type';
import { ActivityDetail } from '@landfall/kit/ledger/service-promise.type';
import { IdentifiesCustomer, Personal } from '@landfall/kit/personal/personal';
import { DateTimeScalar } from '@landfall/kit/scalar/date-time.scalar';
import { OWN_TENANT, ownCustomer, tenantTable } from '@landfall/kit/tenancy/table';
import { OptionalProps, PrimaryKeyProp } from '@mikro-orm/core';
import { Entity, Index, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, ObjectType } from 'type-graphql';

const table = tenantTable({
  schema: 'support',
  table: 'activity',
  deskMay: ['select', 'insert', 'update'],
  portal: `${ownCustomer()} and customer_visible`,
  portalMay: ['select', 'insert'],
});

/**
 * One line of a ticket's story. Never changed, but that an erased actor's name goes, which the row's policy holds; the portal
 * sees and writes only what is for the customer.
 */
@Unaudited()
@ObjectType('Activity', { simpleResolvers: true, description: '處理經過。' })
@Entity({
  ...table,
  policies: [
    ...table.policies,
    {
      name: 'activity_unnamed',
      type: 'restrictive',
      command: 'update',
      roles: ['desk'],
      using: OWN_TENANT,
      check: 'actor_name is null',
    },
  ],
})
@Index({ properties: ['tenantId', 'actorId'] })
@Index({ properties: ['tenantId', 'ticketId', 'at', 'id'] })
@Index({ properties: ['tenantId', 'orderId', 'at', 'id'] })
export class Activity {
  [PrimaryKeyProp]?: ['tenantId', 'id'];
  [OptionalProps]?: 'customerVisible';

  @PrimaryKey({ type: 'uuid' })
  tenantId!: string;

  @Field(() => ID)
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  @Property({ type: 'uuid' })
  ticketId!: string;

  /** Set where it happened to a visit of the ticket. */
  @Property({ type: 'uuid', nullable: true })
  orderId?: string | null;

  @Property({ type: 'uuid' })
  customerId!: string;

  @Field(() => DateTimeScalar)
  @Property({ type: InstantType })
  at!: Temporal.Instant;

  @Field(() => String, { description: 'What happened, e.g. `ticket.raise`, `order.assign`.' })
  @Property({ type: 'text' })
  action!: string;

  /** Membership of the actor; of no use to a client. It stays where the name was erased. */
  @Property({ type: 'uuid', nullable: true })
  actorId?: string | null;

  @Field(() => String, { nullable: true })
  @Personal({ subject: 'actorId' })
  @Property({ type: 'text', nullable: true })
  actorName?: string | null;

  /** What everybody who sees the line may read. */
  @Field(() => String, { nullable: true })
  @IdentifiesCustomer()
  @Property({ type: 'text', nullable: true })
  note?: string | null;

  /** A remark for the partner's own people on a line the customer sees too. */
  @IdentifiesCustomer()
  @Property({ type: 'text', nullable: true })
  staffNote?: string | null;

  /** Codes and values, never sentences. */
  @Field(() => [ActivityDetail])
  @Property({ type: 'jsonb' })
  detail!: ActivityDetail[];

  @Field(() => Boolean)
  @Property({ type: 'boolean', default: true })
  customerVisible: boolean = true;
}
