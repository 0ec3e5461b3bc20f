import { PromiseClockMode } from '@landfall/kit/ledger/service-promise.type';
import { DateTimeScalar } from '@landfall/kit/scalar/date-time.scalar';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { PartnershipStateName } from './partnership.entity.ts';

/** One step of a partner's life, as headquarters reads it. */
@ObjectType('PartnershipChange', { simpleResolvers: true, description: '夥伴狀態的一次變更:誰、何時、為何。' })
export class PartnershipChangeType {
  @Field(() => ID)
  id!: string;
  @Field(() => DateTimeScalar)
  at!: string;
  @Field(() => String, { description: 'onboard, activate, suspend, reopen, leave, stay, finishLeaving, withdraw, …' })
  action!: string;
  @Field(() => PartnershipStateName, { nullable: true })
  fromState!: string | null;
  @Field(() => PartnershipStateName)
  toState!: string;
  @Field(() => String, { nullable: true })
  reason!: string | null;
  @Field(() => String, { nullable: true, description: 'Who at headquarters; null where the partner itself did it.' })
  byName!: string | null;
}

/** A version of a partner's service policy as it publishes it. */
@ObjectType('PublishedPolicy', { simpleResolvers: true, description: '夥伴公佈的服務承諾版本。' })
export class PublishedPolicyType {
  @Field(() => ID)
  id!: string;
  @Field(() => Int)
  policyVersion!: number;
  @Field(() => DateTimeScalar)
  validFrom!: string;
  @Field(() => PromiseClockMode)
  clockMode!: string;
  @Field(() => Int)
  contactHours!: number;
  @Field(() => Int)
  onSiteHours!: number;
  @Field(() => Int, { description: 'Opening minutes a week.' })
  openMinutes!: number;
}

/** How many partners stand where. */
@ObjectType('PartnershipCount', { simpleResolvers: true })
export class PartnershipCount {
  @Field(() => PartnershipStateName)
  state!: string;
  @Field(() => Int)
  count!: number;
}

/** A partner beside a floor: in which fields its policy in force is looser. */
@ObjectType('PolicyStanding', { simpleResolvers: true, description: '夥伴現行承諾與底線的比較。' })
export class PolicyStanding {
  @Field(() => ID)
  partnerId!: string;
  @Field(() => String)
  name!: string;
  @Field(() => String)
  province!: string;
  @Field(() => PublishedPolicyType)
  policy!: PublishedPolicyType;
  @Field(() => [String], { description: 'contactHours, onSiteHours, clockMode, openMinutes; none: within the floor.' })
  breaches!: string[];
  @Field(() => DateTimeScalar, { nullable: true, description: 'When a version within the floor begins, if one waits.' })
  withinFrom!: string | null;
}
