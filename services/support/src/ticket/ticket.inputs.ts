import { Field, ID, InputType } from 'type-graphql';
import { AtMost, Required } from '../text/words.ts';
import { Severity } from './ticket.state.ts';

/** What is needed to raise a ticket; contact and product are copied from their cards. */
@InputType()
export class RaiseTicketInput {
  @Field(() => ID, { nullable: true, description: 'The call it comes from; desk only.' })
  callId?: string | null;

  @Field(() => ID, { nullable: true, description: "Required at the desk; in the portal one's own." })
  customerId?: string | null;

  @Field(() => ID, { nullable: true })
  contactId?: string | null;

  @Field(() => ID, { nullable: true })
  registeredProductId?: string | null;

  @Field(() => String, { description: '故障現象, at most 500 characters.' })
  @Required()
  @AtMost(500)
  symptom!: string;

  @Field(() => String, { nullable: true })
  @AtMost(2000)
  stepsTried?: string | null;

  @Field(() => Severity, { nullable: true })
  severity?: Severity | null;
}
