import { DateTimeScalar } from '@landfall/kit/scalar/date-time.scalar';
import { ArrayMaxSize, IsIn, IsOptional, Matches, MaxLength } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';

/** Roles that may be granted for working along. */
export const WORKING_ROLES = ['hotline_consultant', 'area_supervisor'] as const;

/** A request to be let into a partner. */
@InputType({ description: '申請進入夥伴工作區。' })
export class AskSupportAccessInput {
  @Field(() => ID)
  partnerId!: string;

  @Field(() => String, { description: 'Why, as the partner’s administrator will read it.' })
  @Matches(/\S{2}/, { message: 'required' })
  @MaxLength(500, { message: 'tooLong:500' })
  reason!: string;

  @Field(() => DateTimeScalar, { description: 'At most 72 hours from now.' })
  endsAt!: Temporal.Instant;
}

/** A partner's yes. */
@InputType({ description: '同意總部人員進入。' })
export class GrantSupportAccessInput {
  @Field(() => [String], { description: 'Working roles; none: only reading.' })
  @ArrayMaxSize(2, { message: 'supportAccess.role' })
  @IsIn([...WORKING_ROLES], { each: true, message: 'supportAccess.role' })
  roles!: string[];

  @Field(() => DateTimeScalar, { nullable: true, description: 'Sooner than asked for; never later.' })
  endsAt?: Temporal.Instant | null;

  @Field(() => String, { nullable: true })
  @IsOptional()
  @MaxLength(500, { message: 'tooLong:500' })
  note?: string | null;
}
