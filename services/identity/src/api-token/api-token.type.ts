import { DateTimeScalar } from '@landfall/kit/scalar/date-time.scalar';
import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';

/** What a token may, as GraphQL names it. */
export enum ApiTokenScope {
  READ = 'READ',
  WRITE = 'WRITE',
  DOCUMENTS = 'DOCUMENTS',
  INTROSPECTION = 'INTROSPECTION',
}
registerEnumType(ApiTokenScope, {
  name: 'ApiTokenScope',
  description: 'API 權杖的權限:讀取、變更、自訂查詢、檢視介面結構。',
});

/** One of the person's own API tokens, without the token. */
@ObjectType('ApiToken', { simpleResolvers: true, description: '本人在此組織的一個 API 權杖。' })
export class ApiTokenType {
  @Field(() => ID)
  id!: string;
  @Field(() => String)
  name!: string;
  @Field(() => String, { description: 'Its first characters, to tell it from others.' })
  hint!: string;
  @Field(() => [ApiTokenScope])
  scopes!: readonly ApiTokenScope[];
  @Field(() => DateTimeScalar)
  createdAt!: string;
  @Field(() => DateTimeScalar)
  expiresAt!: string;
  @Field(() => DateTimeScalar, { nullable: true, description: 'The last request, to the minute.' })
  lastUsedAt!: string | null;
  @Field(() => String, { nullable: true, description: 'The network address of the last request.' })
  lastAddress!: string | null;
  @Field(() => DateTimeScalar, { nullable: true, description: 'Set once it was ended.' })
  endedAt!: string | null;
}

/** A token just made: the only time it is told. */
@ObjectType('NewApiToken', { simpleResolvers: true, description: '剛建立的 API 權杖;完整內容只顯示這一次。' })
export class NewApiTokenType {
  @Field(() => String, { description: 'To be sent as `Authorization: Bearer …`. Kept nowhere.' })
  token!: string;
  @Field(() => ApiTokenType)
  apiToken!: ApiTokenType;
}
