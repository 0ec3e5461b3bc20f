import { InstantType } from '@landfall/kit/clock/instant.type';
import { ServicePromise } from '@landfall/kit/ledger/service-promise.type';
import { IdentifiesCustomer, Personal } from '@landfall/kit/personal/personal';
import { ProductLine } from '@landfall/kit/product-line/product-line';
import { DateTimeScalar } from '@landfall/kit/scalar/date-time.scalar';
import { DeskOnly } from '@landfall/kit/service/root-field';
import { ownCustomer, tenantTable } from '@landfall/kit/tenancy/table';
import { OptionalProps, PrimaryKeyProp } from '@mikro-orm/core';
import { Check, Entity, Index, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { Activity } from '../activity/activity.entity.ts';
import { CUSTOMER_CARD_FIELDS, CustomerRef } from '../customer/customer.ref.ts';
import { EntitlementSnapshot } from '../entitlement/entitlement.type.ts';
import { MemberRef } from '../member/member.ref.ts';
import { ServiceItem } from '../service-item/service-item.ts';
import { ServiceRecord } from '../service-record/service-record.entity.ts';
import { Ticket } from '../ticket/ticket.entity.ts';
import { Severity } from '../ticket/ticket.state.ts';
import { DispatchOrderState } from './dispatch-order.state.ts';

/** The board's and the list's columns, newest first. */
const LIST = `create index dispatch_order_list_index on support.dispatch_order (tenant_id, received_at desc, id desc)
  include (number, state, severity, customer_id, product_name, product_line, division_name, is_remote, consultant_id, appointment_at,
  appointment_until, waiting_for_customer, contact_attempts, ticket_id, version)`;

/** An on-site visit owed to a customer (熱線派出單), with what was known when it was received. Its promises are ledger rows (R2). */
@ObjectType('DispatchOrder', { simpleResolvers: true, description: '熱線派出單。' })
@Directive('@key(fields: "id")')
@Entity(
  tenantTable({ schema: 'support', table: 'dispatch_order', portal: ownCustomer(), portalMay: ['select', 'update'] }),
)
@Unique({ properties: ['tenantId', 'number'] })
@Unique({ properties: ['tenantId', 'previousOrderId'] })
@Index({ name: 'dispatch_order_list_index', expression: LIST })
@Index({ properties: ['tenantId', 'ticketId'] })
@Index({
  name: 'dispatch_order_customer_index',
  expression:
    'create index dispatch_order_customer_index on support.dispatch_order (tenant_id, customer_id, received_at desc, id desc)',
})
@Index({
  name: 'dispatch_order_state_index',
  expression:
    'create index dispatch_order_state_index on support.dispatch_order (tenant_id, state, received_at desc, id desc)',
})
@Index({
  name: 'dispatch_order_visit_index',
  expression:
    'create index dispatch_order_visit_index on support.dispatch_order (tenant_id, consultant_id, appointment_at, id)',
})
@Index({
  name: 'dispatch_order_appointment_index',
  expression: 'create index dispatch_order_appointment_index on support.dispatch_order (tenant_id, appointment_at, id)',
})
@Check({
  name: 'dispatch_order_state_check',
  expression: `state in ('RECEIVED', 'ASSIGNED', 'CONTACTED', 'SCHEDULED', 'EN_ROUTE', 'ON_SITE', 'RECORDED', 'CONFIRMED', 'DISPUTED', 'CANCELLED')`,
})
@Check({
  name: 'dispatch_order_remote_check',
  expression: 'remote_allowance_hours = 0 or (is_remote and remote_reason is not null)',
})
export class DispatchOrder {
  [PrimaryKeyProp]?: ['tenantId', 'id'];
  [OptionalProps]?:
    | 'version'
    | 'state'
    | 'isRemote'
    | 'remoteAllowanceHours'
    | 'contactAttempts'
    | 'waitingForCustomer';

  @PrimaryKey({ type: 'uuid' })
  tenantId!: string;

  @Field(() => ID)
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  @Field(() => String)
  @Property({ type: 'text' })
  number!: string;

  @Field(() => DispatchOrderState)
  @Property({ type: 'text', default: 'RECEIVED' })
  state: DispatchOrderState = DispatchOrderState.RECEIVED;

  @Property({ type: 'uuid' })
  ticketId!: string;

  @Property({ type: 'uuid' })
  customerId!: string;

  /** The verdict asked when it was dispatched (R5). */
  @Field(() => EntitlementSnapshot, { nullable: true })
  @Property({ type: 'jsonb', nullable: true })
  entitlement?: EntitlementSnapshot | null;

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

  @Field(() => String)
  @IdentifiesCustomer()
  @Property({ type: 'text' })
  symptom!: string;

  @Field(() => String, { nullable: true })
  @DeskOnly()
  @IdentifiesCustomer()
  @Property({ type: 'text', nullable: true })
  stepsTried?: string | null;

  @Field(() => Severity)
  @Property({ type: 'text' })
  severity!: Severity;

  /** The customer's other place, where it isn't the main address. */
  @Property({ type: 'uuid', nullable: true })
  siteId?: string | null;

  @Field(() => String, { nullable: true })
  @Property({ type: 'text', nullable: true })
  divisionCode?: string | null;

  @Field(() => String, { nullable: true })
  @Property({ type: 'text', nullable: true })
  divisionName?: string | null;

  @Field(() => String, { nullable: true })
  @IdentifiesCustomer()
  @Property({ type: 'text', nullable: true })
  address?: string | null;

  @Field(() => String, { nullable: true })
  @IdentifiesCustomer()
  @Property({ type: 'text', nullable: true })
  howToGetThere?: string | null;

  /** A suburb or remote place (R3). */
  @Field(() => Boolean)
  @Property({ type: 'boolean', default: false })
  isRemote: boolean = false;

  @Field(() => String, { nullable: true })
  @Personal({ subject: 'id' })
  @Property({ type: 'text', nullable: true })
  contactName?: string | null;

  @Field(() => String, { nullable: true })
  @Personal({ subject: 'id' })
  @Property({ type: 'text', nullable: true })
  contactPhone?: string | null;

  /** The moment the promises run from. */
  @Field(() => DateTimeScalar)
  @Property({ type: InstantType })
  receivedAt!: Temporal.Instant;

  @Field(() => [ServiceItem])
  @Property({ type: 'jsonb' })
  serviceItems!: ServiceItem[];

  /** Who at the customer accepted the price, before the consultant travels (R6). */
  @Field(() => String, { nullable: true })
  @Personal({ subject: 'id' })
  @Property({ type: 'text', nullable: true })
  priceAcceptedBy?: string | null;

  @Field(() => DateTimeScalar, { nullable: true })
  @Property({ type: InstantType, nullable: true })
  priceAcceptedAt?: Temporal.Instant | null;

  @Field(() => String, { nullable: true })
  @DeskOnly()
  @IdentifiesCustomer()
  @Property({ type: 'text', nullable: true })
  outOfTermReason?: string | null;

  /** Why it takes longer; shown to the customer (R3). */
  @Field(() => String, { nullable: true })
  @IdentifiesCustomer()
  @Property({ type: 'text', nullable: true })
  remoteReason?: string | null;

  /** Hours beyond the promise for a remote place, counted apart (R3). */
  @Field(() => Int, { description: 'Hours.' })
  @Property({ type: 'integer', default: 0 })
  remoteAllowanceHours: number = 0;

  @Property({ type: 'uuid', nullable: true })
  supervisorId?: string | null;

  @Property({ type: 'uuid', nullable: true })
  consultantId?: string | null;

  @Field(() => DateTimeScalar, { nullable: true })
  @Property({ type: InstantType, nullable: true })
  appointmentAt?: Temporal.Instant | null;

  @Field(() => DateTimeScalar, { nullable: true })
  @Property({ type: InstantType, nullable: true })
  appointmentUntil?: Temporal.Instant | null;

  @Field(() => DateTimeScalar, { nullable: true })
  @Property({ type: InstantType, nullable: true })
  departedAt?: Temporal.Instant | null;

  @Field(() => DateTimeScalar, { nullable: true })
  @Property({ type: InstantType, nullable: true })
  arrivedAt?: Temporal.Instant | null;

  /** As the device says in the record. */
  @Field(() => DateTimeScalar, { nullable: true })
  @Property({ type: InstantType, nullable: true })
  leftAt?: Temporal.Instant | null;

  @Field(() => Int, { description: 'Attempts that did not reach the customer.' })
  @Property({ type: 'integer', default: 0 })
  contactAttempts: number = 0;

  /** Three attempts in different half-days and a written notice: the promises are paused. */
  @Field(() => Boolean)
  @Property({ type: 'boolean', default: false })
  waitingForCustomer: boolean = false;

  /** The record in force: its latest revision. */
  @Property({ type: 'uuid', nullable: true })
  recordId?: string | null;

  /** The disputed order this one makes good. */
  @Property({ type: 'uuid', nullable: true })
  previousOrderId?: string | null;

  /** The order that makes this disputed one good. */
  @Property({ type: 'uuid', nullable: true })
  nextOrderId?: string | null;

  @Field(() => Int)
  @Property({ type: 'integer', version: true })
  version!: number;

  @Field(() => Ticket, { nullable: true })
  ticket?: object | null;

  @Field(() => CustomerRef, { nullable: true })
  @Directive(`@provides(fields: "${CUSTOMER_CARD_FIELDS}")`)
  customer?: object | null;

  @Field(() => MemberRef, { nullable: true })
  @Directive('@provides(fields: "name")')
  supervisor?: object | null;

  @Field(() => MemberRef, { nullable: true })
  @Directive('@provides(fields: "name")')
  consultant?: object | null;

  @Field(() => [ServicePromise], { description: 'Contact and arrival, by due time (R2).' })
  promises?: object[];

  @Field(() => ServiceRecord, { nullable: true, description: 'The revision in force.' })
  record?: object | null;

  @Field(() => [Activity], { description: 'The story, oldest first.' })
  activities?: object[];
}
