import { InstantType } from '@landfall/kit/clock/instant.type';
import { PromiseClockMode } from '@landfall/kit/ledger/service-promise.type';
import { DateTimeScalar } from '@landfall/kit/scalar/date-time.scalar';
import { globalTable } from '@landfall/kit/tenancy/table';
import { Check, Entity, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, ID, Int, ObjectType } from 'type-graphql';

/**
 * The least every partner promises, by version (requirements.md, Clocks): a partner may tighten, never loosen. A version
 * holds for service policies that begin while it is in force; those that are in force already stay.
 */
@ObjectType('PolicyFloor', { simpleResolvers: true, description: '總部的承諾底線:夥伴可以更嚴,不可以更鬆。' })
@Entity(
  globalTable({
    schema: 'catalogue',
    table: 'policy_floor',
    rows: {
      desk: { using: 'true', may: ['select'] },
      hq: { using: 'true', may: ['select', 'insert', 'update'] },
    },
  }),
)
@Unique({ properties: ['floorVersion'] })
@Check({
  name: 'policy_floor_hours_check',
  expression: 'contact_hours >= 1 and contact_hours <= 16 and on_site_hours >= 1 and on_site_hours <= 24',
})
@Check({ name: 'policy_floor_mode_check', expression: `clock_mode in ('ELAPSED', 'WORKDAY', 'BUSINESS')` })
@Check({ name: 'policy_floor_open_check', expression: 'open_minutes >= 0 and open_minutes <= 10080' })
export class PolicyFloor {
  @Field(() => ID)
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  @Field(() => Int)
  @Property({ type: 'integer' })
  floorVersion!: number;

  @Field(() => DateTimeScalar)
  @Property({ type: InstantType })
  validFrom!: Temporal.Instant;

  @Field(() => PromiseClockMode, { description: 'The loosest clock a partner may count by.' })
  @Property({ type: 'text' })
  clockMode!: string;

  @Field(() => Int, { description: 'Hours to the first contact, at most (R2).' })
  @Property({ type: 'integer' })
  contactHours!: number;

  @Field(() => Int, { description: 'Hours to arrival on site, at most (R2).' })
  @Property({ type: 'integer' })
  onSiteHours!: number;

  @Field(() => Int, { description: 'Opening minutes a week a partner that counts opening hours offers at least.' })
  @Property({ type: 'integer' })
  openMinutes!: number;

  @Field(() => String, { nullable: true, description: 'Why; partners read it.' })
  @Property({ type: 'text', nullable: true })
  note?: string | null;

  @Property({ type: 'uuid', nullable: true })
  createdBy?: string | null;

  @Field(() => DateTimeScalar)
  @Property({ type: InstantType, defaultRaw: 'now()' })
  createdAt!: Temporal.Instant;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Taken back before it came into force.' })
  @Property({ type: InstantType, nullable: true })
  withdrawnAt?: Temporal.Instant | null;
}
