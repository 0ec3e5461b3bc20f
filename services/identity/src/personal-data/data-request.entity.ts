import { InstantType } from '@landfall/kit/clock/instant.type';
import { Personal } from '@landfall/kit/personal/personal';
import { DateTimeScalar } from '@landfall/kit/scalar/date-time.scalar';
import { ownCustomer, tenantTable } from '@landfall/kit/tenancy/table';
import { PrimaryKeyProp } from '@mikro-orm/core';
import { Check, Entity, Index, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';

/** What became of a request. */
export enum DataRequestState {
  OPEN = 'OPEN',
  DONE = 'DONE',
  DECLINED = 'DECLINED',
}
registerEnumType(DataRequestState, { name: 'DataRequestState' });

/** Somebody asks their organisation to correct what only the organisation can change about them. */
@ObjectType('DataRequest', { simpleResolvers: true, description: '個人資料的更正請求。' })
@Entity(
  tenantTable({
    schema: 'identity',
    table: 'data_request',
    portal: ownCustomer(),
    portalMay: ['select', 'insert'],
  }),
)
@Index({ properties: ['tenantId', 'state', 'askedAt', 'id'] })
@Index({ properties: ['tenantId', 'membershipId'] })
@Check({ name: 'data_request_state_check', expression: `state in ('OPEN', 'DONE', 'DECLINED')` })
@Check({ name: 'data_request_settled_check', expression: `(state = 'OPEN') = (settled_at is null)` })
export class DataRequest {
  [PrimaryKeyProp]?: ['tenantId', 'id'];

  @PrimaryKey({ type: 'uuid' })
  tenantId!: string;

  @Field(() => ID)
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  @Field(() => ID, { description: 'Whose it is.' })
  @Property({ type: 'uuid' })
  membershipId!: string;

  /** Set for a customer's person. */
  @Property({ type: 'uuid', nullable: true })
  customerId?: string | null;

  @Field(() => String)
  @Personal({ subject: 'membershipId' })
  @Property({ type: 'text' })
  name!: string;

  @Field(() => String, { description: 'What is wrong, and what it should be.' })
  @Personal({ subject: 'membershipId' })
  @Property({ type: 'text' })
  text!: string;

  @Field(() => DataRequestState)
  @Property({ type: 'text', default: 'OPEN' })
  state: DataRequestState = DataRequestState.OPEN;

  @Field(() => DateTimeScalar)
  @Property({ type: InstantType })
  askedAt!: Temporal.Instant;

  @Field(() => DateTimeScalar, { nullable: true })
  @Property({ type: InstantType, nullable: true })
  settledAt?: Temporal.Instant | null;

  @Property({ type: 'uuid', nullable: true })
  settledById?: string | null;

  @Field(() => String, { nullable: true, description: 'What the organisation answered.' })
  @Personal({ subject: 'membershipId' })
  @Property({ type: 'text', nullable: true })
  answer?: string | null;
}
