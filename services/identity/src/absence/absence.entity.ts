import { InstantType, PlainDateType } from '@landfall/kit/clock/instant.type';
import { OWN_TENANT, tenantTable } from '@landfall/kit/tenancy/table';
import { OptionalProps, PrimaryKeyProp } from '@mikro-orm/core';
import { Check, Entity, Index, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';

/** Why somebody is away, as far as colleagues need to know. */
export enum AbsenceKind {
  LEAVE = 'LEAVE',
  SICK = 'SICK',
  TRAINING = 'TRAINING',
  BUSINESS_TRIP = 'BUSINESS_TRIP',
  OTHER = 'OTHER',
}
registerEnumType(AbsenceKind, { name: 'AbsenceKind', description: '缺勤類別。' });

/** Days on which a member isn't there, and who stands in. The last day is inclusive; days are the partner's. */
@ObjectType('Absence', { simpleResolvers: true, description: '缺勤與代理人。' })
@Entity(
  // The portal reads members' cards, which ask for absences; it is told of none.
  tenantTable({ schema: 'identity', table: 'absence', portal: `${OWN_TENANT} and false` }),
)
@Index({ properties: ['tenantId', 'memberId', 'endsOn'] })
@Check({ name: 'absence_days_check', expression: 'starts_on <= ends_on' })
@Check({ name: 'absence_stand_in_check', expression: 'stand_in_id is null or stand_in_id <> member_id' })
@Check({
  name: 'absence_kind_check',
  expression: `kind in ('LEAVE', 'SICK', 'TRAINING', 'BUSINESS_TRIP', 'OTHER')`,
})
export class Absence {
  [PrimaryKeyProp]?: ['tenantId', 'id'];
  [OptionalProps]?: 'version';

  @PrimaryKey({ type: 'uuid' })
  tenantId!: string;

  @Field(() => ID)
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  @Property({ type: 'uuid' })
  memberId!: string;

  @Field(() => String, { description: 'First day, ISO 8601.' })
  @Property({ type: PlainDateType })
  startsOn!: Temporal.PlainDate;

  @Field(() => String, { description: 'Last day, inclusive.' })
  @Property({ type: PlainDateType })
  endsOn!: Temporal.PlainDate;

  @Field(() => AbsenceKind)
  @Property({ type: 'text' })
  kind!: AbsenceKind;

  @Field(() => String, { nullable: true })
  @Property({ type: 'text', nullable: true })
  note?: string | null;

  @Field(() => ID, { nullable: true })
  @Property({ type: 'uuid', nullable: true })
  standInId?: string | null;

  @Field(() => String, { nullable: true, description: '代理人姓名。' })
  standInName?: string | null;

  @Field(() => Boolean, { description: 'Today is one of its days.' })
  isNow?: boolean;

  /** Taken back: the person is there after all. */
  @Property({ type: InstantType, nullable: true })
  cancelledAt?: Temporal.Instant | null;

  @Field(() => Int)
  @Property({ type: 'integer', version: true })
  version!: number;
}
