import { DateTimeScalar } from '@landfall/kit/scalar/date-time.scalar';
import { ArrayMaxSize, IsInt, Max, Min, ValidateNested } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import { ServiceItemInput } from '../service-item/service-item.ts';
import { AtMost, Required } from '../text/words.ts';
import { ServiceResult } from './service-record.state.ts';

/** Strokes of one signature as JSON. Characters. */
const SIGNATURE = 200_000;

/** The form as the consultant's device sends it; `contentHash` is over everything but the signature (service-record.canonical.ts). */
@InputType()
export class RecordVisitInput {
  @Field(() => ID)
  orderId!: string;

  @Field(() => Int, { nullable: true })
  expectedVersion?: number | null;

  @Field(() => String)
  @Required()
  @AtMost(100)
  contactName!: string;

  @Field(() => String)
  @Required()
  @AtMost(300)
  address!: string;

  @Field(() => String, { nullable: true })
  @AtMost(500)
  howToGetThere?: string | null;

  @Field(() => String, { nullable: true })
  @AtMost(100)
  productName?: string | null;

  @Field(() => String, { nullable: true })
  @AtMost(50)
  productVersion?: string | null;

  @Field(() => String, { nullable: true })
  @AtMost(100)
  serial?: string | null;

  @Field(() => String, { description: '故障現象 as shown by the user.' })
  @Required()
  @AtMost(2000)
  symptom!: string;

  @Field(() => String)
  @Required()
  @AtMost(4000)
  diagnosis!: string;

  @Field(() => String)
  @Required()
  @AtMost(4000)
  steps!: string;

  @Field(() => [ServiceItemInput])
  @ArrayMaxSize(10, { message: 'tooMany:10' })
  @ValidateNested({ each: true })
  serviceItems!: ServiceItemInput[];

  @Field(() => DateTimeScalar)
  arrivedAt!: Temporal.Instant;

  @Field(() => DateTimeScalar)
  leftAt!: Temporal.Instant;

  @Field(() => ServiceResult)
  result!: ServiceResult;

  @Field(() => String, { nullable: true, description: 'Number of the issue reported to headquarters.' })
  @AtMost(100)
  headquartersIssue?: string | null;

  @Field(() => String, { nullable: true, description: 'Number of the follow-up dispatch.' })
  @AtMost(100)
  followUpNumber?: string | null;

  @Field(() => String, { nullable: true, description: 'Strokes as JSON.' })
  @AtMost(SIGNATURE)
  consultantSignature?: string | null;

  @Field(() => String, { description: 'SHA-256 of the canonical form, 64 hexadecimal digits.' })
  contentHash!: string;
}

/** The customer's word on a record: what is confirmed is `contentHash`. */
@InputType()
export class ConfirmServiceRecordInput {
  @Field(() => ID)
  recordId!: string;

  @Field(() => String)
  contentHash!: string;

  @Field(() => Int, { description: '1 to 5.' })
  @IsInt({ message: 'record.rating' })
  @Min(1, { message: 'record.rating' })
  @Max(5, { message: 'record.rating' })
  rating!: number;

  @Field(() => String, { nullable: true })
  @AtMost(2000)
  opinion?: string | null;

  @Field(() => String)
  @Required()
  @AtMost(100)
  signatoryName!: string;

  @Field(() => String, { nullable: true, description: 'Strokes as JSON.' })
  @AtMost(SIGNATURE)
  customerSignature?: string | null;
}
