import { Directive, Field, Float, Int, ObjectType } from 'type-graphql';
import { MemberRef } from '../member/member.ref.ts';

/** Why somebody stands where they stand; the web has the words. */
@ObjectType({ simpleResolvers: true })
export class CandidateReason {
  @Field(() => String, {
    description:
      'PRODUCT_CERTIFIED, PRODUCT_NOT_CERTIFIED, REGION_SERVED, REGION_NOT_SERVED, ABSENT (value: the stand-in) or LOAD.',
  })
  code!: string;
  @Field(() => String, { nullable: true })
  value!: string | null;
}

/** Somebody who could go, ranked by product × region × load (R5). */
@ObjectType({ simpleResolvers: true, description: '派工候選人。' })
export class Candidate {
  @Field(() => MemberRef)
  @Directive('@provides(fields: "name")')
  member!: object;
  @Field(() => Int)
  rank!: number;
  @Field(() => Float, { description: '0 to 1.' })
  score!: number;
  @Field(() => Boolean)
  productMatches!: boolean;
  @Field(() => Boolean)
  regionMatches!: boolean;
  @Field(() => Boolean, { description: '當日缺勤。' })
  isAbsent!: boolean;
  @Field(() => Int, { description: 'Visits still ahead.' })
  openOrders!: number;
  @Field(() => Int, { description: 'Visits on the day of the appointment; today where there is none.' })
  ordersThatDay!: number;
  @Field(() => [CandidateReason])
  reasons!: CandidateReason[];
}
