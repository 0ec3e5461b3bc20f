import { InstantType } from '@landfall/kit/clock/instant.type';
import { ServicePromise } from '@landfall/kit/ledger/service-promise.type';
import { Derived, IdentifiesCustomer, Personal } from '@landfall/kit/personal/personal';
import { ProductLine } from '@landfall/kit/product-line/product-line';
import { DateTimeScalar } from '@landfall/kit/scalar/date-time.scalar';
import { DeskOnly } from '@landfall/kit/service/root-field';
import { ownCustomer, tenantTable } from '@landfall/kit/tenancy/table';
import { OptionalProps, PrimaryKeyProp } from '@mikro-orm/core';
import { Check, Entity, Index, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { Activity } from '../activity/activity.entity.ts';
import { CUSTOMER_CARD_FIELDS, CustomerRef } from '../customer/customer.ref.ts';
import { DispatchOrder } from '../dispatch-order/dispatch-order.entity.ts';
import { EntitlementSnapshot } from '../entitlement/entitlement.type.ts';
import { MemberRef } from '../member/member.ref.ts';
import { Severity, TicketState } from './ticket.state.ts';

/** The index of the default list holds what the list shows, so that a page never touches the table (performance.md). */
const LIST = `create index ticket_list_index on support.ticket (tenant_id, updated_at desc, id desc)
  include (number, state, severity, symptom, customer_id, contact_name, product_name, product_line, taken_by_id, raised_at, version)`;

/** What a customer needs help with, from the first word to the confirmation (工單). Contact and product are as they were when it was raised. */
@ObjectType('Ticket', { simpleResolvers: true, description: '工單。' })
@Directive('@key(fields: "id")')
@Entity(
  tenantTable({ schema: 'support', table: 'ticket', portal: ownCustomer(), portalMay: ['select', 'insert', 'update'] }),
)
@Unique({ properties: ['tenantId', 'number'] })
@Index({ name: 'ticket_list_index', expression: LIST })
@Index({
  name: 'ticket_customer_index',
  expression: 'create index ticket_customer_index on support.ticket (tenant_id, customer_id, updated_at desc, id desc)',
})
@Index({
  name: 'ticket_taken_by_index',
  expression: 'create index ticket_taken_by_index on support.ticket (tenant_id, taken_by_id, updated_at desc, id desc)',
})
@Index({
  name: 'ticket_state_index',
  expression: 'create index ticket_state_index on support.ticket (tenant_id, state, updated_at desc, id desc)',
})
@Index({
  name: 'ticket_raised_index',
  expression: 'create index ticket_raised_index on support.ticket (tenant_id, raised_at desc, id desc)',
})
@Check({
  name: 'ticket_state_check',
  expression: `state in ('NEW', 'OPEN', 'WAITING', 'DISPATCHED', 'RESOLVED', 'CLOSED')`,
})
@Check({ name: 'ticket_severity_check', expression: `severity in ('LOW', 'NORMAL', 'HIGH', 'URGENT')` })
// The list's index holds the symptom; longer stories belong in notes.
@Check({ name: 'ticket_symptom_check', expression: `length(symptom) >= 1 and length(symptom) <= 500` })
export class Ticket {
  [PrimaryKeyProp]?: ['tenantId', 'id'];
  [OptionalProps]?: 'version' | 'state' | 'severity';

  @PrimaryKey({ type: 'uuid' })
  tenantId!: string;

  @Field(() => ID)
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  @Field(() => String)
  @Property({ type: 'text' })
  number!: string;

  @Field(() => TicketState)
  @Property({ type: 'text', default: 'NEW' })
  state: TicketState = TicketState.NEW;

  @Field(() => Severity)
  @Property({ type: 'text', default: 'NORMAL' })
  severity: Severity = Severity.NORMAL;

  @Field(() => String, { description: '故障現象, at most 500 characters.' })
  @IdentifiesCustomer()
  @Property({ type: 'text' })
  symptom!: string;

  @Field(() => String, { nullable: true })
  @DeskOnly()
  @IdentifiesCustomer()
  @Property({ type: 'text', nullable: true })
  stepsTried?: string | null;

  @Field(() => String, { nullable: true })
  @IdentifiesCustomer()
  @Property({ type: 'text', nullable: true })
  solution?: string | null;

  @Property({ type: 'uuid' })
  customerId!: string;

  @Property({ type: 'uuid', nullable: true })
  contactId?: string | null;

  @Field(() => String, { nullable: true })
  @Personal({ subject: 'contactId' })
  @Property({ type: 'text', nullable: true })
  contactName?: string | null;

  @Field(() => String, { nullable: true })
  @Personal({ subject: 'contactId' })
  @Property({ type: 'text', nullable: true })
  contactPhone?: string | null;

  @Field(() => ID, { nullable: true })
  @Property({ type: 'uuid', nullable: true })
  registeredProductId?: string | null;

  @Field(() => String, { nullable: true })
  @Property({ type: 'text', nullable: true })
  productName?: string | null;

  @Field(() => ProductLine, { nullable: true })
  @Property({ type: 'text', nullable: true })
  productLine?: ProductLine | null;

  @Field(() => String, { nullable: true })
  @Property({ type: 'text', nullable: true })
  productVersion?: string | null;

  @Field(() => String, { nullable: true })
  @IdentifiesCustomer()
  @Property({ type: 'text', nullable: true })
  serial?: string | null;

  /** The verdict asked when it was raised, with its time. */
  @Field(() => EntitlementSnapshot, { nullable: true })
  @Property({ type: 'jsonb', nullable: true })
  entitlement?: EntitlementSnapshot | null;

  /** The member who answers for it. */
  @Property({ type: 'uuid', nullable: true })
  takenById?: string | null;

  /** The membership that raised it, the customer's own in the portal. */
  @Property({ type: 'uuid' })
  raisedById!: string;

  /** The call it came from. */
  @Property({ type: 'uuid', nullable: true })
  callId?: string | null;

  @Field(() => DateTimeScalar)
  @Property({ type: InstantType })
  raisedAt!: Temporal.Instant;

  /** Last time anything of its story happened. */
  @Field(() => DateTimeScalar)
  @Derived()
  @Property({ type: InstantType })
  updatedAt!: Temporal.Instant;

  @Field(() => DateTimeScalar, { nullable: true })
  @Property({ type: InstantType, nullable: true })
  closedAt?: Temporal.Instant | null;

  @Field(() => String, { nullable: true, description: 'What is awaited from the customer.' })
  @IdentifiesCustomer()
  @Property({ type: 'text', nullable: true })
  waitingReason?: string | null;

  @Field(() => Int)
  @Property({ type: 'integer', version: true })
  version!: number;

  @Field(() => CustomerRef, { nullable: true })
  @Directive(`@provides(fields: "${CUSTOMER_CARD_FIELDS}")`)
  customer?: object | null;

  @Field(() => MemberRef, { nullable: true })
  @Directive('@provides(fields: "name")')
  takenBy?: object | null;

  @Field(() => [ServicePromise], { description: 'What its visits owe, by due time.' })
  promises?: object[];

  @Field(() => [DispatchOrder])
  orders?: object[];

  @Field(() => [Activity], { description: 'The story, oldest first.' })
  activities?: object[];
}
