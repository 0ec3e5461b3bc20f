import { DateTimeScalar } from '@landfall/kit/scalar/date-time.scalar';
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';

/** Where somebody of headquarters stands. */
export enum HeadquartersPersonState {
  ACTIVE = 'ACTIVE',
  INVITED = 'INVITED',
  EXPIRED = 'EXPIRED',
  LEFT = 'LEFT',
}
registerEnumType(HeadquartersPersonState, { name: 'HeadquartersPersonState', description: '總部人員狀態。' });

/** Somebody who works at headquarters, or is invited to. One id from the invitation on. */
@ObjectType('HeadquartersPerson', { simpleResolvers: true, description: '總部人員,或已獲邀請者。' })
export class HeadquartersPerson {
  @Field(() => ID)
  id!: string;
  @Field(() => String)
  name!: string;
  @Field(() => String, { nullable: true })
  email!: string | null;
  @Field(() => [String])
  roles!: string[];
  @Field(() => HeadquartersPersonState)
  state!: HeadquartersPersonState;
  @Field(() => DateTimeScalar, { nullable: true, description: 'When the invitation was last sent.' })
  sentAt!: string | null;
  @Field(() => DateTimeScalar, { nullable: true })
  expiresAt!: string | null;
  @Field(() => DateTimeScalar, { nullable: true })
  joinedAt!: string | null;
  @Field(() => DateTimeScalar, { nullable: true })
  endedAt!: string | null;
  @Field(() => String, { nullable: true, description: '離開原因。' })
  endReason!: string | null;
  @Field(() => Int, { description: 'Of the invitation until it is accepted, of the membership from then on.' })
  version!: number;
  @Field(() => [String], { description: 'What may be done: change, end, resend, withdraw.' })
  actions!: string[];
}

/** Somebody to be invited to headquarters. */
@InputType({ description: '要邀請的總部人員。' })
export class HeadquartersPersonInput {
  @Field(() => String)
  name!: string;
  @Field(() => String)
  email!: string;
  @Field(() => [String], { description: 'hq_admin, hq_quality, hq_product; several are fine.' })
  roles!: string[];
  @Field(() => String, { nullable: true, description: 'Language of the mail; the inviter’s unless said.' })
  locale?: string | null;
}

/** A change of somebody at headquarters: what is left out stays. */
@InputType({ description: '修改總部人員。' })
export class HeadquartersPersonChangeInput {
  @Field(() => String, { nullable: true })
  name?: string | null;
  @Field(() => [String], { nullable: true })
  roles?: string[] | null;
}
