import { requireProof } from '@landfall/kit/policy/proof';
import type { Context } from '@landfall/kit/service/context';
import { OpenTo } from '@landfall/kit/service/root-field';
import { Arg, Ctx, Field, Mutation, ObjectType, Resolver } from 'type-graphql';
import { AccountType } from '../account/account.type.ts';
import { refuseVouchedFor } from '../account/own-account.ts';
import { beginTotp, confirmTotp, renewRecoveryCodes, turnOffTotp } from './two-step.ts';

const EVERYONE = { desk: 'everyone', portal: 'everyone', hq: 'everyone' } as const;

/** What an authenticator app needs, as a picture and as text. */
@ObjectType('TotpEnrolment', { simpleResolvers: true, description: '驗證器設定:QR 碼與文字金鑰。' })
export class TotpEnrolmentType {
  @Field(() => String, { description: 'Base32.' })
  secret!: string;
  @Field(() => String, { description: 'otpauth:// address, which a phone opens in its app.' })
  uri!: string;
  @Field(() => String, { description: 'The same as a QR code: the path of an SVG whose modules are 1 wide.' })
  path!: string;
  @Field(() => Number, { description: 'Modules a side.' })
  size!: number;
}

/** Recovery codes, shown once. */
@ObjectType('RecoveryCodes', { simpleResolvers: true, description: '復原代碼,只顯示一次。' })
export class RecoveryCodesType {
  @Field(() => [String])
  codes!: string[];
  @Field(() => AccountType)
  account!: AccountType;
}

/** The account's second factor. Auth: the person themselves, soon after a proof; no API token. */
@Resolver()
export class TwoStepResolver {
  @Mutation(() => TotpEnrolmentType, { description: '開始設定兩步驟驗證。須先確認本人。' })
  @OpenTo(EVERYONE)
  beginTotp(@Ctx() context: Context): Promise<TotpEnrolmentType> {
    refuseVouchedFor(context);
    requireProof(context.viewer);
    return beginTotp(context);
  }

  @Mutation(() => RecoveryCodesType, { description: '以驗證碼完成設定,取得十組復原代碼。須先確認本人。' })
  @OpenTo(EVERYONE)
  confirmTotp(@Ctx() context: Context, @Arg('code', () => String) code: string): Promise<RecoveryCodesType> {
    refuseVouchedFor(context);
    requireProof(context.viewer);
    return confirmTotp(context, code);
  }

  @Mutation(() => AccountType, { description: '關閉兩步驟驗證。須先確認本人。' })
  @OpenTo(EVERYONE)
  turnOffTotp(@Ctx() context: Context): Promise<AccountType> {
    refuseVouchedFor(context);
    requireProof(context.viewer);
    return turnOffTotp(context);
  }

  @Mutation(() => RecoveryCodesType, { description: '產生新的復原代碼,舊的立即失效。須先確認本人。' })
  @OpenTo(EVERYONE)
  renewRecoveryCodes(@Ctx() context: Context): Promise<RecoveryCodesType> {
    refuseVouchedFor(context);
    requireProof(context.viewer);
    return renewRecoveryCodes(context);
  }
}
