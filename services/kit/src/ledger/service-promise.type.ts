import { Directive, Field, Float, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { DateScalar, DateTimeScalar } from '../scalar/date-time.scalar.ts';

/** What is promised (R2). */
export enum PromiseKindName {
  CONTACT = 'CONTACT',
  ON_SITE = 'ON_SITE',
}
registerEnumType(PromiseKindName, { name: 'PromiseKind', description: '承諾的內容:聯絡客戶,或到達現場。' });

/** Where a promise stands; broken is RUNNING past its due time, or kept after it. */
export enum PromiseStateName {
  RUNNING = 'RUNNING',
  KEPT = 'KEPT',
  PAUSED = 'PAUSED',
  ENDED = 'ENDED',
}
registerEnumType(PromiseStateName, { name: 'PromiseState' });

/** How its clock runs (requirements.md, Clocks). */
export enum PromiseClockMode {
  ELAPSED = 'ELAPSED',
  WORKDAY = 'WORKDAY',
  BUSINESS = 'BUSINESS',
}
registerEnumType(PromiseClockMode, { name: 'ClockMode' });

/** A parameter of something told by a code; the web has the words. */
@ObjectType({ simpleResolvers: true })
@Directive('@shareable')
export class ActivityDetail {
  @Field(() => String)
  key!: string;
  @Field(() => String)
  value!: string;
}

/** One step of why a promise is due when it is. */
@ObjectType({ simpleResolvers: true, description: '承諾時限的推算步驟。' })
@Directive('@shareable')
export class DerivationLine {
  @Field(() => String)
  code!: string;
  @Field(() => DateTimeScalar, { nullable: true })
  at!: string | null;
  @Field(() => DateScalar, { nullable: true, description: 'Local date of the partner.' })
  date!: string | null;
  @Field(() => Int, { nullable: true, description: 'Minutes the clock ran, or stood still.' })
  minutes!: number | null;
  @Field(() => [ActivityDetail])
  params!: ActivityDetail[];
}

/** A promise as the API tells it; the same type in every subgraph that shows one, read from `ledger.promise_card`. */
@ObjectType('ServicePromise', {
  simpleResolvers: true,
  description: '承諾時限:欠什麼、欠誰、從何時、到何時,以及理由。',
})
@Directive('@key(fields: "id")')
@Directive('@shareable')
export class ServicePromise {
  @Field(() => ID)
  id!: string;
  @Field(() => PromiseKindName)
  kind!: PromiseKindName;
  @Field(() => String, { description: 'What owes it, e.g. dispatchOrder.' })
  noun!: string;
  @Field(() => ID)
  nounId!: string;
  @Field(() => String, { description: "The thing's human number." })
  subject!: string;
  @Field(() => String, { nullable: true })
  customerName!: string | null;
  @Field(() => String, { nullable: true, description: 'Who has to see to it.' })
  ownerName!: string | null;
  @Field(() => DateTimeScalar)
  since!: string;
  @Field(() => DateTimeScalar)
  dueAt!: string;
  @Field(() => PromiseStateName)
  state!: PromiseStateName;
  @Field(() => DateTimeScalar, { nullable: true })
  keptAt!: string | null;
  @Field(() => DateTimeScalar, { nullable: true })
  pausedAt!: string | null;
  @Field(() => DateTimeScalar, { nullable: true, description: 'The due time, once it has passed unkept.' })
  brokenAt!: string | null;
  @Field(() => Boolean, { description: 'It depends on a year whose calendar is not announced.' })
  isProvisional!: boolean;
  @Field(() => PromiseClockMode)
  clockMode!: string;
  @Field(() => String)
  timeZone!: string;
  @Field(() => Int)
  policyVersion!: number;
  @Field(() => Float, { description: 'Hours promised, without a remote allowance.' })
  hours!: number;
  @Field(() => [DerivationLine])
  derivation!: DerivationLine[];
}
