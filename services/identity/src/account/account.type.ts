import { DateTimeScalar } from '@landfall/kit/scalar/date-time.scalar';
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';

/** What a membership is to its person. */
export enum MembershipKind {
  STAFF = 'STAFF',
  CUSTOMER = 'CUSTOMER',
  HEADQUARTERS = 'HEADQUARTERS',
}
registerEnumType(MembershipKind, { name: 'MembershipKind', description: '身分:夥伴員工、客戶人員或總部人員。' });

/** One of the person's own memberships. */
@ObjectType('OwnMembership', { simpleResolvers: true, description: '本人所屬的一個組織。' })
export class OwnMembershipType {
  @Field(() => ID)
  id!: string;
  @Field(() => String)
  organisation!: string;
  @Field(() => String, { nullable: true, description: 'Whose customer the organisation is; null elsewhere.' })
  partner!: string | null;
  @Field(() => MembershipKind)
  kind!: MembershipKind;
  @Field(() => String, { description: 'What this organisation calls the person.' })
  name!: string;
  @Field(() => [String])
  roles!: readonly string[];
  @Field(() => Boolean, { description: 'The one this session is bound to.' })
  isCurrent!: boolean;
}

/** The second factor of the account. */
@ObjectType('TwoStep', { simpleResolvers: true, description: '兩步驟驗證。' })
export class TwoStepType {
  @Field(() => Boolean)
  isOn!: boolean;
  @Field(() => DateTimeScalar, { nullable: true })
  since!: string | null;
  @Field(() => Int, { description: 'Recovery codes that are still good.' })
  recoveryCodesLeft!: number;
}

/** A change of e-mail under way. */
@ObjectType('PendingEmail', { simpleResolvers: true, description: '尚待確認的新電子郵件。' })
export class PendingEmailType {
  @Field(() => String)
  newEmail!: string;
  @Field(() => Boolean)
  isConfirmedAtNew!: boolean;
  @Field(() => Boolean)
  isConfirmedAtOld!: boolean;
  @Field(() => DateTimeScalar)
  expiresAt!: string;
}

/** The signed-in person's own account. */
@ObjectType('Account', { simpleResolvers: true, description: '本人的帳號。' })
export class AccountType {
  @Field(() => ID)
  id!: string;
  @Field(() => String)
  email!: string;
  @Field(() => String, { nullable: true, description: 'zh-CN, zh-TW or en; null: none chosen.' })
  locale!: string | null;
  @Field(() => String, { nullable: true, description: 'IANA time zone; null: the organisation’s.' })
  timeZone!: string | null;
  @Field(() => String, { description: 'The organisation’s own, which holds where none is chosen.' })
  organisationTimeZone!: string;
  @Field(() => Boolean, { description: 'False for a person who only comes by company sign-on.' })
  hasPassword!: boolean;
  @Field(() => DateTimeScalar, { nullable: true })
  passwordChangedAt!: string | null;
  @Field(() => TwoStepType)
  twoStep!: TwoStepType;
  @Field(() => PendingEmailType, { nullable: true })
  pendingEmail!: PendingEmailType | null;
  @Field(() => [OwnMembershipType])
  memberships!: OwnMembershipType[];
}
