import { ArrayMaxSize, IsIn, IsOptional, Matches, MaxLength, ValidateNested } from 'class-validator';
import { Field, InputType } from 'type-graphql';
import { STAFF_ROLES } from '../membership/member.roles.ts';
import { PasswordUse } from './sign-on.type.ts';

/** People of a group get a role. */
@InputType()
export class GroupRoleInput {
  @Field(() => String)
  @Matches(/\S/, { message: 'required' })
  @MaxLength(200, { message: 'tooLong:200' })
  group!: string;

  @Field(() => String)
  @IsIn([...STAFF_ROLES], { message: 'signOn.role' })
  role!: string;
}

/** The connection to the partner's identity provider. */
@InputType({ description: '單一登入設定。' })
export class SignOnInput {
  @Field(() => String, { description: 'The issuer, exactly as the provider’s tokens name it.' })
  @Matches(/^https?:\/\/[^\s?#]+$/, { message: 'signOn.issuer' })
  @MaxLength(500, { message: 'tooLong:500' })
  issuer!: string;

  @Field(() => String)
  @Matches(/\S/, { message: 'required' })
  @MaxLength(500, { message: 'tooLong:500' })
  clientId!: string;

  @Field(() => String, { nullable: true, description: 'Left out: the one that is kept stays. Empty: none.' })
  @IsOptional()
  @MaxLength(1000, { message: 'tooLong:1000' })
  clientSecret?: string | null;

  @Field(() => [String])
  @ArrayMaxSize(20, { message: 'limited' })
  @Matches(/^[\w.:/-]{1,100}$/, { each: true, message: 'signOn.scope' })
  scopes!: string[];

  @Field(() => String)
  @Matches(/^[\w.:/-]{1,200}$/, { message: 'signOn.scope' })
  groupsClaim!: string;

  @Field(() => Boolean)
  followsGroups!: boolean;

  @Field(() => [GroupRoleInput])
  @ArrayMaxSize(200, { message: 'limited' })
  @ValidateNested()
  groupRoles!: GroupRoleInput[];

  @Field(() => PasswordUse)
  passwordFor!: PasswordUse;
}
