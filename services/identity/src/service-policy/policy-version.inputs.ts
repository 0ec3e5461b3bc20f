import { DateScalar } from '@landfall/kit/scalar/date-time.scalar';
import { ArrayMaxSize, ArrayMinSize, IsOptional, Matches, Max, MaxLength, Min, ValidateNested } from 'class-validator';
import { Field, InputType, Int } from 'type-graphql';
import { ClockMode } from '../partner/partner.resolver.ts';

/** One opening period of a weekday, local times. */
@InputType()
export class OpeningPeriodInput {
  @Field(() => Int, { description: '1 is Monday.' })
  @Min(1, { message: 'hours.weekday' })
  @Max(7, { message: 'hours.weekday' })
  weekday!: number;

  @Field(() => String, { description: 'HH:MM' })
  @Matches(/^([01]\d|2[0-3]):[0-5]\d$/, { message: 'hours.time' })
  from!: string;

  @Field(() => String, { description: 'HH:MM; 24:00 is midnight.' })
  @Matches(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, { message: 'hours.time' })
  until!: string;
}

/** A version to come of what the partner promises. */
@InputType({ description: '服務承諾的新版本。' })
export class ServicePolicyInput {
  @Field(() => DateScalar, {
    nullable: true,
    description: 'Begins with this day of the partner’s; now where left out.',
  })
  validFrom?: Temporal.PlainDate | null;

  @Field(() => ClockMode)
  clockMode!: ClockMode;

  @Field(() => Int)
  @Min(1, { message: 'policy.hours' })
  @Max(240, { message: 'policy.hours' })
  contactHours!: number;

  @Field(() => Int)
  @Min(1, { message: 'policy.hours' })
  @Max(240, { message: 'policy.hours' })
  onSiteHours!: number;

  @Field(() => [OpeningPeriodInput])
  @ArrayMinSize(1, { message: 'hours.none' })
  @ArrayMaxSize(56, { message: 'hours.tooMany' })
  @ValidateNested()
  periods!: OpeningPeriodInput[];

  @Field(() => Int, { nullable: true })
  @IsOptional()
  @Min(1, { message: 'hours.weekday' })
  @Max(7, { message: 'hours.weekday' })
  makeUpWeekday?: number | null;

  @Field(() => String, { nullable: true })
  @IsOptional()
  @MaxLength(300, { message: 'tooLong:300' })
  note?: string | null;
}
