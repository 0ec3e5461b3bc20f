import { InstantType } from '@landfall/kit/clock/instant.type';
import { IdentifiesCustomer, Personal } from '@landfall/kit/personal/personal';
import { DateTimeScalar } from '@landfall/kit/scalar/date-time.scalar';
import { ownCustomer, tenantTable } from '@landfall/kit/tenancy/table';
import { PrimaryKeyProp } from '@mikro-orm/core';
import { Check, Entity, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { DispatchOrder } from '../dispatch-order/dispatch-order.entity.ts';
import { ServiceItem } from '../service-item/service-item.ts';
import { ConfirmedVia, ServiceResult } from './service-record.state.ts';

/**
 * One revision of what was done at the customer's (現場服務記錄單). Its content never changes: a correction is another
 * revision, with a confirmation of its own (R4). What is confirmed is `contentHash`.
 */
@ObjectType('ServiceRecord', { simpleResolvers: true, description: '現場服務記錄單。' })
@Directive('@key(fields: "id")')
@Entity(
  tenantTable({ schema: 'support', table: 'service_record', portal: ownCustomer(), portalMay: ['select', 'update'] }),
)
@Unique({ properties: ['tenantId', 'orderId', 'revision'] })
@Check({ name: 'service_record_result_check', expression: `result in ('SOLVED', 'PARTLY', 'NOT_SOLVED')` })
@Check({ name: 'service_record_rating_check', expression: 'rating >= 1 and rating <= 5' })
@Check({ name: 'service_record_via_check', expression: `confirmed_via in ('DEVICE', 'PORTAL', 'LINK')` })
@Check({ name: 'service_record_times_check', expression: 'left_at >= arrived_at' })
@Check({
  name: 'service_record_confirmed_check',
  expression: '(confirmed_at is null) = (confirmed_via is null) and (confirmed_at is null) = (rating is null)',
})
export class ServiceRecord {
  [PrimaryKeyProp]?: ['tenantId', 'id'];

  @PrimaryKey({ type: 'uuid' })
  tenantId!: string;

  @Field(() => ID)
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  @Property({ type: 'uuid' })
  orderId!: string;

  @Property({ type: 'uuid' })
  customerId!: string;

  @Field(() => Int)
  @Property({ type: 'integer' })
  revision!: number;

  @Field(() => String, { nullable: true })
  @Personal({ subject: 'orderId' })
  @Property({ type: 'text' })
  contactName!: string;

  @Field(() => String, { nullable: true })
  @IdentifiesCustomer()
  @Property({ type: 'text' })
  address!: string;

  @Field(() => String, { nullable: true })
  @IdentifiesCustomer()
  @Property({ type: 'text', nullable: true })
  howToGetThere?: string | null;

  @Field(() => String, { nullable: true })
  @Property({ type: 'text', nullable: true })
  productName?: string | null;

  @Field(() => String, { nullable: true })
  @Property({ type: 'text', nullable: true })
  productVersion?: string | null;

  @Field(() => String, { nullable: true })
  @IdentifiesCustomer()
  @Property({ type: 'text', nullable: true })
  serial?: string | null;

  @Field(() => String, { nullable: true })
  @IdentifiesCustomer()
  @Property({ type: 'text' })
  symptom!: string;

  @Field(() => String, { nullable: true })
  @IdentifiesCustomer()
  @Property({ type: 'text' })
  diagnosis!: string;

  @Field(() => String, { nullable: true })
  @IdentifiesCustomer()
  @Property({ type: 'text' })
  steps!: string;

  @Field(() => [ServiceItem])
  @Property({ type: 'jsonb' })
  serviceItems!: ServiceItem[];

  /** As the device says; its clock may be wrong. */
  @Field(() => DateTimeScalar)
  @Property({ type: InstantType })
  arrivedAt!: Temporal.Instant;

  /** As the device says; its clock may be wrong. */
  @Field(() => DateTimeScalar)
  @Property({ type: InstantType })
  leftAt!: Temporal.Instant;

  @Field(() => ServiceResult)
  @Property({ type: 'text' })
  result!: ServiceResult;

  @Field(() => String, { nullable: true })
  @Property({ type: 'text', nullable: true })
  headquartersIssue?: string | null;

  @Field(() => String, { nullable: true })
  @Property({ type: 'text', nullable: true })
  followUpNumber?: string | null;

  /** SHA-256 of the canonical form (service-record.canonical.ts), lower-case hexadecimal. */
  @Field(() => String)
  @Property({ type: 'text' })
  contentHash!: string;

  @Field(() => String, { nullable: true, description: 'Strokes as JSON.' })
  @Personal({ subject: 'recordedById' })
  @Property({ type: 'text', nullable: true })
  consultantSignature?: string | null;

  /** Who filled it in. */
  @Property({ type: 'uuid' })
  recordedById!: string;

  /** When it came here, by the database's clock. */
  @Field(() => DateTimeScalar)
  @Property({ type: InstantType })
  receivedAt!: Temporal.Instant;

  @Field(() => Int, { nullable: true, description: '1 to 5.' })
  @Property({ type: 'integer', nullable: true })
  rating?: number | null;

  @Field(() => String, { nullable: true })
  @IdentifiesCustomer()
  @Property({ type: 'text', nullable: true })
  opinion?: string | null;

  @Field(() => String, { nullable: true })
  @Personal({ subject: 'confirmedById' })
  @Property({ type: 'text', nullable: true })
  signatoryName?: string | null;

  @Field(() => String, { nullable: true, description: 'Strokes as JSON.' })
  @Personal({ subject: 'confirmedById' })
  @Property({ type: 'text', nullable: true })
  customerSignature?: string | null;

  @Field(() => DateTimeScalar, { nullable: true })
  @Property({ type: InstantType, nullable: true })
  confirmedAt?: Temporal.Instant | null;

  @Field(() => ConfirmedVia, { nullable: true })
  @Property({ type: 'text', nullable: true })
  confirmedVia?: ConfirmedVia | null;

  /** Membership in whose session it was confirmed: the consultant's on the device, the customer's in the portal. */
  @Property({ type: 'uuid', nullable: true })
  confirmedById?: string | null;

  @Field(() => DateTimeScalar, { nullable: true })
  @Property({ type: InstantType, nullable: true })
  disputedAt?: Temporal.Instant | null;

  @Field(() => String, { nullable: true })
  @IdentifiesCustomer()
  @Property({ type: 'text', nullable: true })
  disputeReason?: string | null;

  @Field(() => DispatchOrder, { nullable: true })
  order?: object | null;
}
