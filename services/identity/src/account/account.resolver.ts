import { requireProof } from '@landfall/kit/policy/proof';
import { invalid } from '@landfall/kit/problem/problem';
import { LOCALES } from '@landfall/kit/problem/problem-catalog';
import type { Context } from '@landfall/kit/service/context';
import { OpenTo } from '@landfall/kit/service/root-field';
import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { askEmailChange, dropEmailChange } from '../email-change/ask-email-change.ts';
import { AccountType } from './account.type.ts';
import { changePassword } from './change-password.ts';
import { atOwnAccount, refusePrograms, refuseVouchedFor } from './own-account.ts';
import { accountAt, readAccount } from './read-account.ts';

const EVERYONE = { desk: 'everyone', portal: 'everyone', hq: 'everyone' } as const;

/** One's own account. Auth: the person themselves, on every surface; credentials only soon after a proof; no API token. */
@Resolver()
export class AccountResolver {
  @Query(() => AccountType, { description: '本人的帳號。' })
  @OpenTo(EVERYONE)
  account(@Ctx() context: Context): Promise<AccountType> {
    return readAccount(context);
  }

  @Mutation(() => AccountType, { description: '設定語言與時區;留空表示依組織。' })
  @OpenTo(EVERYONE)
  saveMyPreferences(
    @Ctx() context: Context,
    @Arg('locale', () => String, { nullable: true }) locale?: string | null,
    @Arg('timeZone', () => String, { nullable: true }) timeZone?: string | null,
  ): Promise<AccountType> {
    if (locale && !LOCALES.includes(locale as never)) throw invalid('account.locale', ['locale']);
    if (timeZone && !isTimeZone(timeZone)) throw invalid('account.timeZone', ['timeZone']);
    return atOwnAccount(context, async (door) => {
      await door.execute('update identity.account set locale = ?, time_zone = ? where id = ?', [
        locale || null,
        timeZone || null,
        context.viewer.accountId,
      ]);
      await door.announce({ event: 'preferencesChanged', noun: 'account', id: context.viewer.accountId });
      return accountAt(door, context);
    });
  }

  @Mutation(() => AccountType, { description: '變更密碼;其他裝置全部登出。須先確認本人。' })
  @OpenTo(EVERYONE)
  changePassword(@Ctx() context: Context, @Arg('newPassword', () => String) newPassword: string): Promise<AccountType> {
    refuseVouchedFor(context);
    requireProof(context.viewer);
    return changePassword(context, newPassword);
  }

  @Mutation(() => AccountType, { description: '申請更換電子郵件:新舊兩個地址都要確認。須先確認本人。' })
  @OpenTo(EVERYONE)
  async askEmailChange(@Ctx() context: Context, @Arg('email', () => String) email: string): Promise<AccountType> {
    refusePrograms(context);
    refuseVouchedFor(context);
    requireProof(context.viewer);
    await askEmailChange(context.host, context.viewer.accountId, email);
    return readAccount(context);
  }

  @Mutation(() => AccountType, { description: '撤回尚未完成的電子郵件更換。' })
  @OpenTo(EVERYONE)
  dropEmailChange(@Ctx() context: Context): Promise<AccountType> {
    return atOwnAccount(context, async (door) => {
      await dropEmailChange(door, context.viewer.accountId);
      return accountAt(door, context);
    });
  }
}

function isTimeZone(name: string): boolean {
  return name === 'UTC' || Intl.supportedValuesOf('timeZone').includes(name);
}
