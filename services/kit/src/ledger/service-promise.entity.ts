import { PrimaryKeyProp } from '@mikro-orm/core';
import { Check, Entity, Index, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { InstantType } from '../clock/instant.type.ts';
import { ownCustomer, tenantTable } from '../tenancy/table.ts';

/** What a stored promise is about; texts with a check, never a native enum. */
export type PromiseKind = 'CONTACT' | 'ON_SITE';
/** `RUNNING` past its due time is broken; `PAUSED` awaits the customer; `ENDED` is owed no longer. */
export type PromiseState = 'RUNNING' | 'KEPT' | 'PAUSED' | 'ENDED';

/** What is owed, to whom, since when, by when, under which policy version, with a readable derivation (R2, Clocks). */
@Entity(
  tenantTable({
    schema: 'ledger',
    table: 'service_promise',
    portal: ownCustomer(),
    portalMay: ['select', 'update'],
    workerMay: ['select'],
  }),
)
@Index({ properties: ['tenantId', 'state', 'dueAt', 'id'] })
@Index({ properties: ['tenantId', 'nounId'] })
@Index({ name: 'service_promise_due_index', expression: `create index service_promise_due_index on ledger.service_promise (due_at) where state = 'RUNNING' and broken_at is null` })
@Check({ name: 'service_promise_state_check', expression: `state in ('RUNNING', 'KEPT', 'PAUSED', 'ENDED')` })
@Check({ name: 'service_promise_kind_check', expression: `kind in ('CONTACT', 'ON_SITE')` })
export class ServicePromiseRow {
  [PrimaryKeyProp]?: ['tenantId', 'id'];

  @PrimaryKey({ type: 'uuid' })
  tenantId!: string;

  @PrimaryKey({ type: 'uuid' })
  id!: string;

  @Property({ type: 'text' })
  kind!: PromiseKind;

  @Property({ type: 'text', default: 'RUNNING' })
  state: PromiseState = 'RUNNING';

  /** What owes it, e.g. `dispatch_order`. */
  @Property({ type: 'text' })
  noun!: string;

  @Property({ type: 'uuid' })
  nounId!: string;

  /** Its human number, e.g. D2026-00042. */
  @Property({ type: 'text' })
  subject!: string;

  @Property({ type: 'uuid' })
  customerId!: string;

  /** The member who has to see to it, once there is one. */
  @Property({ type: 'uuid', nullable: true })
  ownerId?: string | null;

  @Property({ type: InstantType })
  since!: Temporal.Instant;

  @Property({ type: InstantType })
  dueAt!: Temporal.Instant;

  @Property({ type: InstantType, nullable: true })
  keptAt?: Temporal.Instant | null;

  @Property({ type: InstantType, nullable: true })
  pausedAt?: Temporal.Instant | null;

  /** Set when the due time passes unkept; a promise kept later stays broken. */
  @Property({ type: InstantType, nullable: true })
  brokenAt?: Temporal.Instant | null;

  @Property({ type: 'boolean', default: false })
  isProvisional: boolean = false;

  @Property({ type: 'text' })
  clockMode!: string;

  @Property({ type: 'text' })
  timeZone!: string;

  @Property({ type: 'integer' })
  policyVersion!: number;

  /** Hours promised by the policy, without any allowance. */
  @Property({ type: 'double' })
  hours!: number;

  /** Remote allowance (R3), counted apart. Hours. */
  @Property({ type: 'double', default: 0 })
  allowanceHours: number = 0;

  /** Codes and parameters, never sentences. */
  @Property({ type: 'jsonb' })
  derivation!: object[];
}
