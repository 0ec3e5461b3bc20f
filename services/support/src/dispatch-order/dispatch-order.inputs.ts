import { ArrayMaxSize, IsInt, IsOptional, Max, Min, ValidateNested } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import { ServiceItemInput } from '../service-item/service-item.ts';
import { AtMost } from '../text/words.ts';

/** What a dispatch says beyond its ticket. */
@InputType()
export class DispatchTicketInput {
  @Field(() => ID)
  ticketId!: string;

  @Field(() => Int, { nullable: true })
  expectedVersion?: number | null;

  @Field(() => ID, { nullable: true, description: 'Left out: the product of the ticket.' })
  registeredProductId?: string | null;

  @Field(() => ID, { nullable: true, description: "Left out: the customer's own address." })
  siteId?: string | null;

  @Field(() => [ServiceItemInput], { nullable: true, description: 'Left out: routine service.' })
  @IsOptional()
  @ArrayMaxSize(10, { message: 'tooMany:10' })
  @ValidateNested({ each: true })
  serviceItems?: ServiceItemInput[] | null;

  @Field(() => String, { nullable: true, description: 'Who at the customer accepted the price.' })
  @AtMost(100)
  priceAcceptedBy?: string | null;

  @Field(() => String, { nullable: true, description: 'Why, although no service is owed (R5).' })
  @AtMost(500)
  outOfTermReason?: string | null;

  @Field(() => Int, { nullable: true, description: 'Hours beyond the promise for a remote place (R3).' })
  @IsOptional()
  @IsInt({ message: 'dispatch.allowanceRange' })
  @Min(0, { message: 'dispatch.allowanceRange' })
  @Max(72, { message: 'dispatch.allowanceRange' })
  remoteAllowanceHours?: number | null;

  @Field(() => String, { nullable: true, description: 'Why it takes longer; the customer reads it (R3).' })
  @AtMost(500)
  remoteReason?: string | null;
}
