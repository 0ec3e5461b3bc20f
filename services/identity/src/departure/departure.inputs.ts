import { Field, ID, InputType } from 'type-graphql';

/** To whom the open work of one kind goes when somebody leaves. */
@InputType({ description: '離開前的移交:某類工作由誰接手。' })
export class DepartureHandOverInput {
  @Field(() => String, { description: 'A kind of `openWork`: TICKETS, VISITS, SUPERVISION, PROMISES or CALLS.' })
  kind!: string;
  @Field(() => ID)
  toId!: string;
}
