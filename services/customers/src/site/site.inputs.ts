import { IsNotEmpty, IsOptional, Matches, MaxLength } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';

/** A place where a customer is served. */
@InputType({ description: '服務地點。' })
export class SiteInput {
  @Field(() => String)
  @Matches(/\S/, { message: 'required' })
  @MaxLength(60, { message: 'tooLong:60' })
  name!: string;

  @Field(() => ID)
  @IsNotEmpty({ message: 'required' })
  divisionCode!: string;

  @Field(() => String)
  @Matches(/\S/, { message: 'required' })
  @MaxLength(200, { message: 'tooLong:200' })
  address!: string;

  @Field(() => String, { nullable: true, description: '如何到達。' })
  @IsOptional()
  @MaxLength(500, { message: 'tooLong:500' })
  howToGetThere?: string | null;

  @Field(() => Boolean, { nullable: true })
  isRemote?: boolean | null;
}
