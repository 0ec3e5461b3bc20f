import { PrimaryKeyProp } from '@mikro-orm/core';
import { Check, Entity, Index, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Unaudited } from '../audit/unaudited.ts';
import { InstantType } from '../clock/instant.type.ts';
import type { PromiseKind } from '../promise/promise-terms.ts';
import { ownCustomer, tenantTable } from '../tenancy/table.ts';
import type { DerivationLine } from '../working-time/derivation-line.ts';
import type { ClockMode } from '../working-time/working-calendar.ts';

/** `RUNNING` past its due time is broken; `PAUSED` awaits the customer; `ENDED` is owed no longer. Texts with a check, never a native enum. */
export type PromiseState = 'RUNNING' | 'KEPT' | 'PAUSED' | 'ENDED';

const LIST_COLUMNS = `kind, noun, noun_id, subject, customer_id, owner_id, since, kept_at, paused_at, broken_at, is_provisional,
  clock_mode, time_zone, policy_version, hours`;

/** What is owed, to whom, since when, by when, under which policy version, with a readable derivation (R2, Clocks). */
@Unaudited()
@Entity(
  tenantTable({
    schema: 'ledger',
    table: 'service_promise',
    portal: ownCustomer(),
    workerMay: ['select'],
  }),
)
@Index({
  name: 'service_promise_list_index',
  expression: `create index service_promise_list_index on ledger.service_promise (tenant_id, state, due_at, id) include (${LIST_COLUMNS})`,
})
@Index({
  name: 'service_promise_owner_index',
  expression: `create index service_promise_owner_index on ledger.service_promise (tenant_id, owner_id, due_at, id) where state = 'RUNNING'`,
})
@Index({
  name: 'service_promise_due_index',
  expression: `create index service_promise_due_index on ledger.service_promise (due_at) include (tenant_id, id) where state = 'RUNNING' and broken_at is null`,
})
@Unique({ properties: ['tenantId', 'nounId', 'kind'] })
@Check({ name: 'service_promise_state_check', expression: `state in ('RUNNING', 'KEPT', 'PAUSED', 'ENDED')` })
@Check({ name: 'service_promise_kind_check', expression: `kind in ('CONTACT', 'ON_SITE')` })
@Check({ name: 'service_promise_kept_check', expression: `(state = 'KEPT') = (kept_at is not null)` })
@Check({
  name: 'service_promise_broken_check',
  expression: `kept_at is null or (kept_at > due_at) = (broken_at is not null)`,
})
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

  /** What owes it, by its name in events: `dispatchOrder`. */
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

  /** The due time, once it has passed unkept; a promise kept later stays broken. */
  @Property({ type: InstantType, nullable: true })
  brokenAt?: Temporal.Instant | null;

  @Property({ type: 'boolean', default: false })
  isProvisional: boolean = false;

  @Property({ type: 'text' })
  clockMode!: ClockMode;

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
  derivation!: DerivationLine[];
}
