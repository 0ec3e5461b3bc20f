import { DateTimeScalar } from '@landfall/kit/scalar/date-time.scalar';
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';

/** Where somebody of a customer stands. */
export enum CustomerPersonState {
  ACTIVE = 'ACTIVE',
  INVITED = 'INVITED',
  EXPIRED = 'EXPIRED',
  LEFT = 'LEFT',
}
registerEnumType(CustomerPersonState, { name: 'CustomerPersonState', description: '客戶方人員狀態。' });

/** Somebody of a customer who may sign in to its portal, or is invited to. One id from the invitation on. */
@ObjectType('CustomerPerson', { simpleResolvers: true, description: '客戶方人員:可登入客戶門戶,或已獲邀請。' })
export class CustomerPerson {
  @Field(() => ID)
  id!: string;
  @Field(() => String)
  name!: string;
  @Field(() => String, { nullable: true })
  email!: string | null;
  @Field(() => String, { nullable: true })
  title!: string | null;
  @Field(() => String, { nullable: true })
  phone!: string | null;
  @Field(() => [String])
  roles!: string[];
  @Field(() => CustomerPersonState)
  state!: CustomerPersonState;
  @Field(() => ID, { nullable: true, description: 'The contact of the customer’s record the person is.' })
  contactId!: string | null;
  @Field(() => DateTimeScalar, { nullable: true, description: 'When the invitation was last sent.' })
  sentAt!: string | null;
  @Field(() => DateTimeScalar, { nullable: true })
  expiresAt!: string | null;
  @Field(() => DateTimeScalar, { nullable: true })
  joinedAt!: string | null;
  @Field(() => DateTimeScalar, { nullable: true })
  endedAt!: string | null;
  @Field(() => Int, { description: 'Of the invitation until it is accepted, of the membership from then on.' })
  version!: number;
  @Field(() => [String], { description: 'What the viewer may do: change, end, resend, withdraw.' })
  actions!: string[];
}
