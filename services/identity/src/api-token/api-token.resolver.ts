import { requireProof } from '@landfall/kit/policy/proof';
import type { Context } from '@landfall/kit/service/context';
import { OpenTo } from '@landfall/kit/service/root-field';
import { Arg, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import { ApiTokenInput } from './api-token.inputs.ts';
import { ApiTokenType, NewApiTokenType } from './api-token.type.ts';
import { createToken, endToken, ownTokens } from './own-tokens.ts';

const EVERYONE = { desk: 'everyone', portal: 'everyone', hq: 'everyone' } as const;

/** One's own API tokens at the membership one is signed in with. Auth: the person, on every surface; making one needs a proof; no API token. */
@Resolver()
export class ApiTokenResolver {
  @Query(() => [ApiTokenType], { description: '本人在此組織的 API 權杖,有效者在前;已結束者保留顯示 30 天。' })
  @OpenTo(EVERYONE)
  myApiTokens(@Ctx() context: Context): Promise<ApiTokenType[]> {
    return ownTokens(context);
  }

  @Mutation(() => NewApiTokenType, { description: '建立 API 權杖;完整內容只顯示這一次。須先確認本人。' })
  @OpenTo(EVERYONE)
  createApiToken(@Ctx() context: Context, @Arg('input') input: ApiTokenInput): Promise<NewApiTokenType> {
    requireProof(context.viewer);
    return createToken(context, input);
  }

  @Mutation(() => [ApiTokenType], { description: '結束一個 API 權杖;數秒內失效。' })
  @OpenTo(EVERYONE)
  endApiToken(@Ctx() context: Context, @Arg('id', () => ID) id: string): Promise<ApiTokenType[]> {
    return endToken(context, id);
  }
}
