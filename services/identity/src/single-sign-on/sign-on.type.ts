import { DateTimeScalar } from '@landfall/kit/scalar/date-time.scalar';
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';

/** Who of a partner's staff may still use a password. */
export enum PasswordUse {
  EVERYONE = 'EVERYONE',
  ADMINISTRATORS = 'ADMINISTRATORS',
  NOBODY = 'NOBODY',
}
registerEnumType(PasswordUse, { name: 'PasswordUse', description: '仍可使用密碼登入的人。' });

/** What a test of the connection looks at. */
export enum SignOnStep {
  DISCOVERY = 'DISCOVERY',
  FLOW = 'FLOW',
  KEYS = 'KEYS',
  CLIENT = 'CLIENT',
}
registerEnumType(SignOnStep, { name: 'SignOnStep' });

/** People of a group have a role. */
@ObjectType({ simpleResolvers: true })
export class SignOnGroupRole {
  @Field(() => String)
  group!: string;
  @Field(() => String)
  role!: string;
}

/** A partner's single sign-on as its administrator sees it; the secret is never shown again. */
@ObjectType('SignOn', { simpleResolvers: true, description: '單一登入(OpenID Connect)設定。' })
export class SignOnType {
  @Field(() => ID)
  id!: string;
  @Field(() => String)
  issuer!: string;
  @Field(() => String)
  clientId!: string;
  @Field(() => Boolean, { description: 'Whether a client secret is kept.' })
  hasSecret!: boolean;
  @Field(() => [String], { description: 'Asked for beside `openid`.' })
  scopes!: string[];
  @Field(() => String, { description: 'The claim that holds the groups.' })
  groupsClaim!: string;
  @Field(() => Boolean, { description: 'Whether roles follow the groups at each sign-in.' })
  followsGroups!: boolean;
  @Field(() => [SignOnGroupRole])
  groupRoles!: SignOnGroupRole[];
  @Field(() => PasswordUse)
  passwordFor!: PasswordUse;
  @Field(() => String, { description: '公司代碼:員工在登入頁輸入,或由連結帶入。' })
  companyCode!: string;
  @Field(() => Boolean)
  isEnabled!: boolean;
  @Field(() => DateTimeScalar, { nullable: true, description: 'When these values last passed the test.' })
  testedAt!: string | null;
  @Field(() => Int, { description: 'How many people came in by it so far.' })
  people!: number;
  @Field(() => Int)
  version!: number;
}

/** How one step of a test went. */
@ObjectType({ simpleResolvers: true })
export class SignOnTestStep {
  @Field(() => SignOnStep)
  step!: SignOnStep;
  @Field(() => Boolean)
  isFine!: boolean;
  @Field(() => String, { nullable: true, description: 'What is wrong, in the reader’s language.' })
  message!: string | null;
}

/** What a test of the connection came to: the steps tried, in order; after a failure the rest isn't. */
@ObjectType({ simpleResolvers: true })
export class SignOnTest {
  @Field(() => Boolean)
  isFine!: boolean;
  @Field(() => [SignOnTestStep])
  steps!: SignOnTestStep[];
  @Field(() => SignOnType)
  signOn!: SignOnType;
}
