import { InstantType, PlainDateType } from '@landfall/kit/clock/instant.type';
import { OWN_TENANT, tenantTable } from '@landfall/kit/tenancy/table';
import type { DayHours } from '@landfall/kit/working-time/opening-periods';
import { PrimaryKeyProp } from '@mikro-orm/core';
import { Entity, Index, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

/**
 * A day on which a partner departs from its calendar: closed (a company outing, a typhoon), or open although it is a
 * holiday. A promise counts by the days that were known when it was made.
 */
@Entity(tenantTable({ schema: 'identity', table: 'closing_day', portal: OWN_TENANT }))
@Index({
  name: 'closing_day_date_unique',
  expression:
    'create unique index closing_day_date_unique on identity.closing_day (tenant_id, date) where ended_at is null',
})
export class ClosingDay {
  [PrimaryKeyProp]?: ['tenantId', 'id'];

  @PrimaryKey({ type: 'uuid' })
  tenantId!: string;

  @PrimaryKey({ type: 'uuid' })
  id!: string;

  @Property({ type: PlainDateType })
  date!: Temporal.PlainDate;

  @Property({ type: 'boolean' })
  isOpen!: boolean;

  /** Hours of an open day; without them, those of the make-up weekday. */
  @Property({ type: 'jsonb', nullable: true })
  periods?: DayHours[] | null;

  @Property({ type: 'text' })
  name!: string;

  /** Membership of who entered it. */
  @Property({ type: 'uuid', nullable: true })
  createdBy?: string | null;

  @Property({ type: InstantType, defaultRaw: 'now()' })
  createdAt?: Temporal.Instant;

  /** Taken back. */
  @Property({ type: InstantType, nullable: true })
  endedAt?: Temporal.Instant | null;
}
