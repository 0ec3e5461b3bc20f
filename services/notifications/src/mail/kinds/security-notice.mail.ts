import { accountOf, OURSELVES, spoken } from '../addressees.ts';
import type { MailKind, Words } from '../mail.kind.ts';

interface Facts {
  readonly at: string;
  readonly link: URL;
}

type Line = readonly [subject: string, line: (at: string) => string];

/** A change of the account's own locks, told so that whoever didn't make it can act. */
function notice(zhCn: Line, zhTw: Line, en: Line): MailKind {
  const words: Words<Facts> = {
    'zh-CN': ({ at, link }) => ({
      subject: zhCn[0],
      heading: zhCn[0],
      lines: [zhCn[1](at)],
      button: { label: '查看账号安全', href: link },
      notes: ['如果不是您本人操作，请立即更改密码，并告诉您的管理员。'],
      why: '您收到此邮件，是因为您的账号的登录方式有变化；安全通知不能关闭。',
    }),
    'zh-TW': ({ at, link }) => ({
      subject: zhTw[0],
      heading: zhTw[0],
      lines: [zhTw[1](at)],
      button: { label: '查看帳號安全', href: link },
      notes: ['若不是您本人操作，請立即變更密碼，並告訴您的管理員。'],
      why: '您收到此郵件，是因為您的帳號的登入方式有變化；安全通知不能關閉。',
    }),
    en: ({ at, link }) => ({
      subject: en[0],
      heading: en[0],
      lines: [en[1](at)],
      button: { label: 'Look at your account', href: link },
      notes: ['If it was not you, change your password at once and tell your administrator.'],
      why: 'You get this mail because the way into your account changed; security notices cannot be turned off.',
    }),
  };
  return async (mail, sources) => {
    const to = await accountOf(sources, mail.accountId);
    if (!to) return null;
    const letter = words[to.locale]({ at: spoken(mail.createdAt, to), link: sources.links.page('/account/security') });
    return { to, sender: OURSELVES, letter };
  };
}

export const emailChanged = notice(
  ['您的登录邮箱已更换', (at) => `从 ${at} 起，请用这个邮箱登录 Landfall。`],
  ['您的登入電子郵件已更換', (at) => `從 ${at} 起，請用這個電子郵件登入 Landfall。`],
  ['Your sign-in address was changed', (at) => `Since ${at} you sign in to Landfall with this address.`],
);

export const totpTurnedOn = notice(
  ['两步验证已开启', (at) => `您的 Landfall 账号于 ${at} 开启了两步验证。登录时除密码外还需要动态验证码。`],
  ['兩步驟驗證已開啟', (at) => `您的 Landfall 帳號於 ${at} 開啟了兩步驟驗證。登入時除密碼外還需要動態驗證碼。`],
  [
    'Two-step verification is on',
    (at) =>
      `Two-step verification was turned on for your Landfall account on ${at}. Signing in asks for a code besides the password.`,
  ],
);

export const totpTurnedOff = notice(
  ['两步验证已关闭', (at) => `您的 Landfall 账号于 ${at} 关闭了两步验证。现在登录只需要密码。`],
  ['兩步驟驗證已關閉', (at) => `您的 Landfall 帳號於 ${at} 關閉了兩步驟驗證。現在登入只需要密碼。`],
  [
    'Two-step verification is off',
    (at) =>
      `Two-step verification was turned off for your Landfall account on ${at}. Signing in needs the password alone.`,
  ],
);
