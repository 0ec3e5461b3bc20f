import { InstantType } from '@landfall/kit/clock/instant.type';
import { OWN_TENANT, tenantTable } from '@landfall/kit/tenancy/table';
import { PrimaryKeyProp } from '@mikro-orm/core';
import { Check, Entity, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';

/** What a partner promises, by version; a promise keeps the version it was made under. Never looser than headquarters' floor of 16 h and 24 h (R2). */
@Entity(
  tenantTable({
    schema: 'identity',
    table: 'service_policy',
    deskMay: ['select', 'insert', 'update'],
    portal: OWN_TENANT,
  }),
)
@Unique({ properties: ['tenantId', 'policyVersion'] })
@Check({
  name: 'service_policy_floor_check',
  expression: 'contact_hours >= 1 and contact_hours <= 16 and on_site_hours >= 1 and on_site_hours <= 24',
})
@Check({ name: 'service_policy_mode_check', expression: `clock_mode in ('ELAPSED', 'WORKDAY', 'BUSINESS')` })
export class ServicePolicy {
  [PrimaryKeyProp]?: ['tenantId', 'id'];

  @PrimaryKey({ type: 'uuid' })
  tenantId!: string;

  @PrimaryKey({ type: 'uuid' })
  id!: string;

  @Property({ type: 'integer' })
  policyVersion!: number;

  @Property({ type: InstantType })
  validFrom!: Temporal.Instant;

  @Property({ type: 'text' })
  clockMode!: string;

  /** Hours to the first contact. */
  @Property({ type: 'integer' })
  contactHours!: number;

  /** Hours to arrival on site. */
  @Property({ type: 'integer' })
  onSiteHours!: number;

  /** Opening periods: `[{weekday: 1…7, from: '08:30', until: '12:00'}]`. */
  @Property({ type: 'jsonb' })
  periods!: { weekday: number; from: string; until: string }[];

  /** Weekday whose hours a make-up workday has; 1 is Monday. */
  @Property({ type: 'integer', default: 1 })
  makeUpWeekday: number = 1;

  /** Why, as whoever made it wrote. */
  @Property({ type: 'text', nullable: true })
  note?: string | null;

  /** Membership of who made it; null for headquarters' default. */
  @Property({ type: 'uuid', nullable: true })
  createdBy?: string | null;

  @Property({ type: InstantType, defaultRaw: 'now()' })
  createdAt?: Temporal.Instant;

  /** Taken back before it came into force: nothing was promised under it. */
  @Property({ type: InstantType, nullable: true })
  withdrawnAt?: Temporal.Instant | null;
}
