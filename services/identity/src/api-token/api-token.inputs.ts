import { ArrayNotEmpty, IsInt, Matches, Max, MaxLength, Min } from 'class-validator';
import { Field, InputType, Int } from 'type-graphql';
import { ApiTokenScope } from './api-token.type.ts';

/** A year, and not a day more. */
export const MOST_DAYS = 365;

/** What a new token is for, may do, and for how long. */
@InputType()
export class ApiTokenInput {
  @Field(() => String, { description: 'What it is for, in your words.' })
  @Matches(/\S/, { message: 'required' })
  @MaxLength(80, { message: 'tooLong:80' })
  name!: string;

  @Field(() => [ApiTokenScope])
  @ArrayNotEmpty({ message: 'required' })
  scopes!: ApiTokenScope[];

  @Field(() => Int, { description: 'Days until it runs out, 365 at most.' })
  @IsInt({ message: 'apiToken.days' })
  @Min(1, { message: 'apiToken.days' })
  @Max(MOST_DAYS, { message: 'apiToken.days' })
  days!: number;
}
