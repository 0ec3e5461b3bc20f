import { Field, ID, InputType } from 'type-graphql';
import { AtMost, Required } from '../text/words.ts';

/** What is noted when a call is taken. */
@InputType()
export class AnswerCallInput {
  @Field(() => String, { description: 'In any notation.' })
  @Required()
  @AtMost(60)
  callerNumber!: string;

  @Field(() => ID, { nullable: true })
  customerId?: string | null;

  @Field(() => ID, { nullable: true })
  contactId?: string | null;

  @Field(() => String, { nullable: true })
  @AtMost(100)
  callerName?: string | null;

  @Field(() => String, { nullable: true, description: 'What an unknown caller says of the company.' })
  @AtMost(200)
  companyName?: string | null;

  @Field(() => String, { nullable: true })
  @AtMost(2000)
  note?: string | null;
}
