import { DerivationLine } from '@landfall/kit/ledger/service-promise.type';
import { DateTimeScalar } from '@landfall/kit/scalar/date-time.scalar';
import { Field, Float, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { ClockMode, OpeningPeriod } from '../partner/partner.resolver.ts';

/** Where a version stands in time. */
export enum PolicyVersionState {
  TO_COME = 'TO_COME',
  IN_FORCE = 'IN_FORCE',
  PAST = 'PAST',
  WITHDRAWN = 'WITHDRAWN',
}
registerEnumType(PolicyVersionState, { name: 'PolicyVersionState', description: '未生效、生效中、已過去、已撤回。' });

/** A version of what the partner promises. */
@ObjectType('ServicePolicyVersion', { simpleResolvers: true, description: '服務承諾的一個版本。' })
export class ServicePolicyVersion {
  @Field(() => ID)
  id!: string;
  @Field(() => Int)
  policyVersion!: number;
  @Field(() => PolicyVersionState)
  state!: string;
  @Field(() => DateTimeScalar)
  validFrom!: string;
  @Field(() => DateTimeScalar, { nullable: true, description: 'When the next one took or takes over.' })
  validUntil!: string | null;
  @Field(() => ClockMode)
  clockMode!: ClockMode;
  @Field(() => Int, { description: 'Hours to the first contact (R2).' })
  contactHours!: number;
  @Field(() => Int, { description: 'Hours to arrival on site (R2).' })
  onSiteHours!: number;
  @Field(() => [OpeningPeriod])
  periods!: OpeningPeriod[];
  @Field(() => Int, { description: 'Whose hours a make-up workday has; 1 is Monday.' })
  makeUpWeekday!: number;
  @Field(() => String, { nullable: true })
  note!: string | null;
  @Field(() => DateTimeScalar)
  createdAt!: string;
  @Field(() => String, { nullable: true, description: 'Null for headquarters’ default.' })
  createdByName!: string | null;
  @Field(() => DateTimeScalar, { nullable: true })
  withdrawnAt!: string | null;
}

/** How many promises would be late, now and under the terms asked about. */
@ObjectType({ simpleResolvers: true })
export class PreviewCount {
  @Field(() => Int)
  promises!: number;
  @Field(() => Int, { description: 'Late as they were made.' })
  lateBefore!: number;
  @Field(() => Int, { description: 'Late had they been made under the new terms.' })
  lateAfter!: number;
}

/** A promise as it is and as it would be. */
@ObjectType('PreviewedPromise', { simpleResolvers: true })
export class PreviewedPromiseType {
  @Field(() => ID)
  id!: string;
  @Field(() => String, { description: 'CONTACT or ON_SITE.' })
  kind!: string;
  @Field(() => String, { description: 'Number of the dispatch order.' })
  subject!: string;
  @Field(() => DateTimeScalar)
  since!: string;
  @Field(() => DateTimeScalar, { nullable: true })
  keptAt!: string | null;
  @Field(() => Boolean, { description: 'Still owed.' })
  isOpen!: boolean;
  @Field(() => DateTimeScalar)
  dueBefore!: string;
  @Field(() => DateTimeScalar)
  dueAfter!: string;
  @Field(() => Boolean)
  lateBefore!: boolean;
  @Field(() => Boolean)
  lateAfter!: boolean;
  @Field(() => Float)
  hours!: number;
  @Field(() => [DerivationLine])
  derivation!: object[];
}

/** What an order received at 16:00 of a weekday would be owed. */
@ObjectType({ simpleResolvers: true })
export class WorkedExample {
  @Field(() => Int, { description: '1 is Monday.' })
  weekday!: number;
  @Field(() => DateTimeScalar)
  since!: string;
  @Field(() => DateTimeScalar)
  contactBefore!: string;
  @Field(() => DateTimeScalar)
  contactAfter!: string;
  @Field(() => DateTimeScalar)
  onSiteBefore!: string;
  @Field(() => DateTimeScalar)
  onSiteAfter!: string;
  @Field(() => [DerivationLine])
  contactDerivation!: object[];
  @Field(() => [DerivationLine])
  onSiteDerivation!: object[];
}

/** What a version would change, by what happened: nothing that was promised changes. */
@ObjectType('PolicyPreview', {
  simpleResolvers: true,
  description: '新版本會改變什麼:以過去三十天與未結案的派工單試算。',
})
export class PolicyPreview {
  @Field(() => PreviewCount)
  contact!: PreviewCount;
  @Field(() => PreviewCount)
  onSite!: PreviewCount;
  @Field(() => Boolean, { description: 'There were more than are looked at; the latest were.' })
  isCut!: boolean;
  @Field(() => [PreviewedPromiseType], { description: 'Promises still owed.' })
  open!: PreviewedPromiseType[];
  @Field(() => [PreviewedPromiseType], { description: 'Promises that would have turned out otherwise.' })
  turned!: PreviewedPromiseType[];
  @Field(() => [WorkedExample])
  examples!: WorkedExample[];
  @Field(() => [String], {
    description: 'Fields looser than headquarters’ floor then: contactHours, onSiteHours, clockMode, periods.',
  })
  looser!: string[];
}
