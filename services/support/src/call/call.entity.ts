import { InstantType } from '@landfall/kit/clock/instant.type';
import { IdentifiesCustomer, Personal } from '@landfall/kit/personal/personal';
import { DateTimeScalar } from '@landfall/kit/scalar/date-time.scalar';
import { tenantTable } from '@landfall/kit/tenancy/table';
import { OptionalProps, PrimaryKeyProp } from '@mikro-orm/core';
import { Check, Entity, Index, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { CUSTOMER_CARD_FIELDS, CustomerRef } from '../customer/customer.ref.ts';
import { MemberRef } from '../member/member.ref.ts';
import { Ticket } from '../ticket/ticket.entity.ts';
import { CallState } from './call.state.ts';

/** A call to the hotline (熱線). Only the partner's people see calls. */
@ObjectType('Call', { simpleResolvers: true, description: '熱線來電。' })
@Directive('@key(fields: "id")')
@Entity(tenantTable({ schema: 'support', table: 'call' }))
@Unique({ properties: ['tenantId', 'number'] })
@Index({
  name: 'call_list_index',
  expression: 'create index call_list_index on support.call (tenant_id, started_at desc, id desc)',
})
@Index({
  name: 'call_agent_index',
  expression: 'create index call_agent_index on support.call (tenant_id, agent_id, started_at desc, id desc)',
})
@Check({ name: 'call_state_check', expression: `state in ('QUEUED', 'ANSWERED', 'ABANDONED', 'SOLVED', 'RAISED')` })
export class Call {
  [PrimaryKeyProp]?: ['tenantId', 'id'];
  [OptionalProps]?: 'version' | 'state';

  @PrimaryKey({ type: 'uuid' })
  tenantId!: string;

  @Field(() => ID)
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  @Field(() => String)
  @Property({ type: 'text' })
  number!: string;

  @Field(() => CallState)
  @Property({ type: 'text', default: 'QUEUED' })
  state: CallState = CallState.QUEUED;

  @Field(() => String, { nullable: true, description: 'E.164, with `;ext=` where there is an extension.' })
  @Personal({ subject: 'contactId' })
  @Property({ type: 'text', nullable: true })
  callerNumber?: string | null;

  @Field(() => String, { nullable: true })
  @Personal({ subject: 'contactId' })
  @Property({ type: 'text', nullable: true })
  callerName?: string | null;

  /** What an unknown caller says of the company. */
  @Field(() => String, { nullable: true })
  @IdentifiesCustomer()
  @Property({ type: 'text', nullable: true })
  companyName?: string | null;

  @Property({ type: 'uuid', nullable: true })
  customerId?: string | null;

  @Property({ type: 'uuid', nullable: true })
  contactId?: string | null;

  @Property({ type: 'uuid', nullable: true })
  agentId?: string | null;

  @Property({ type: 'uuid', nullable: true })
  ticketId?: string | null;

  @Field(() => DateTimeScalar)
  @Property({ type: InstantType })
  startedAt!: Temporal.Instant;

  @Field(() => DateTimeScalar, { nullable: true })
  @Property({ type: InstantType, nullable: true })
  endedAt?: Temporal.Instant | null;

  @Field(() => String, { nullable: true })
  @IdentifiesCustomer()
  @Property({ type: 'text', nullable: true })
  note?: string | null;

  @Field(() => String, { nullable: true })
  @IdentifiesCustomer()
  @Property({ type: 'text', nullable: true })
  solution?: string | null;

  @Field(() => Int)
  @Property({ type: 'integer', version: true })
  version!: number;

  @Field(() => CustomerRef, { nullable: true })
  @Directive(`@provides(fields: "${CUSTOMER_CARD_FIELDS}")`)
  customer?: object | null;

  @Field(() => MemberRef, { nullable: true })
  @Directive('@provides(fields: "name")')
  agent?: object | null;

  @Field(() => Ticket, { nullable: true })
  ticket?: object | null;
}
