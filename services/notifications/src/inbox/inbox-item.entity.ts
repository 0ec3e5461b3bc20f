import { Unaudited } from '@landfall/kit/audit/unaudited';
import { InstantType } from '@landfall/kit/clock/instant.type';
import { ActivityDetail } from '@landfall/kit/ledger/service-promise.type';
import { DateTimeScalar } from '@landfall/kit/scalar/date-time.scalar';
import { DeskOnly } from '@landfall/kit/service/root-field';
import { ownCustomer, tenantTable } from '@landfall/kit/tenancy/table';
import { OptionalProps, PrimaryKeyProp } from '@mikro-orm/core';
import { Check, Entity, Index, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { InboxKind } from './inbox.kind.ts';
import { CustomerRef, MemberRef } from './inbox.refs.ts';

/**
 * Something one person is told: what happened to which thing, by code and ids. The same happening again while it is
 * unread is the same item, moved to the top.
 */
@Unaudited()
@ObjectType('InboxItem', { simpleResolvers: true, description: '通知:發生了什麼、關於什麼。' })
@Directive('@key(fields: "id")')
@Entity(
  tenantTable({
    schema: 'notifications',
    table: 'inbox_item',
    deskMay: ['select', 'insert', 'update', 'delete'],
    portal: ownCustomer(),
    portalMay: ['select', 'update'],
    headquarters: ['select', 'update'],
  }),
)
@Index({
  name: 'inbox_item_list_index',
  expression:
    'create index inbox_item_list_index on notifications.inbox_item (tenant_id, membership_id, at desc, id desc)',
})
@Index({
  name: 'inbox_item_unread_index',
  expression:
    'create unique index inbox_item_unread_index on notifications.inbox_item (tenant_id, membership_id, kind, noun_id) where read_at is null',
})
@Check({ name: 'inbox_item_times_check', expression: 'times > 0' })
export class InboxItem {
  [PrimaryKeyProp]?: ['tenantId', 'id'];
  [OptionalProps]?: 'times';

  @PrimaryKey({ type: 'uuid' })
  tenantId!: string;

  @Field(() => ID)
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  /** Whose inbox it is in. */
  @Property({ type: 'uuid' })
  membershipId!: string;

  /** The customer whose person that is; null for the partner's own people, so that no portal sees theirs. */
  @Property({ type: 'uuid', nullable: true })
  customerId?: string | null;

  @Field(() => InboxKind)
  @Property({ type: 'text' })
  kind!: InboxKind;

  @Field(() => String, { description: 'What it is about, by its name in events: `ticket`, `dispatchOrder` …' })
  @Property({ type: 'text' })
  noun!: string;

  @Field(() => ID)
  @Property({ type: 'uuid' })
  nounId!: string;

  @Field(() => String, { nullable: true, description: 'Its human number.' })
  @Property({ type: 'text', nullable: true })
  number?: string | null;

  /** The member who did it; null where it was nobody of the partner's. */
  @Property({ type: 'uuid', nullable: true })
  actorId?: string | null;

  /** The customer it is about, for the partner's people. */
  @Property({ type: 'uuid', nullable: true })
  aboutCustomerId?: string | null;

  @Field(() => [ActivityDetail], { description: 'Codes and values, never sentences.' })
  @Property({ type: 'jsonb' })
  detail!: ActivityDetail[];

  @Field(() => Int, { description: 'How often it happened while it was unread.' })
  @Property({ type: 'integer', default: 1 })
  times: number = 1;

  @Field(() => DateTimeScalar, { description: 'When it happened last.' })
  @Property({ type: InstantType })
  at!: Temporal.Instant;

  @Field(() => DateTimeScalar, { nullable: true })
  @Property({ type: InstantType, nullable: true })
  readAt?: Temporal.Instant | null;

  @Field(() => MemberRef, { nullable: true, description: 'Who did it.' })
  @DeskOnly()
  @Directive('@provides(fields: "name")')
  actor?: object | null;

  @Field(() => CustomerRef, { nullable: true, description: 'Which customer it is about.' })
  @DeskOnly()
  @Directive('@provides(fields: "name")')
  customer?: object | null;
}
