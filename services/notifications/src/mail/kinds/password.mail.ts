import { accountOf, OURSELVES, spoken } from '../addressees.ts';
import type { MailKind, Words } from '../mail.kind.ts';

interface ResetFacts {
  readonly link: URL;
  readonly until: string;
}

const resetWords: Words<ResetFacts> = {
  'zh-CN': ({ link, until }) => ({
    subject: '设置新密码',
    heading: '设置新密码',
    lines: ['有人（可能是您）请求为这个邮箱的 Landfall 账号设置新密码。请点击下面的按钮继续。'],
    button: { label: '设置新密码', href: link },
    notes: [`链接在 ${until} 之前有效，只能使用一次。`, '如果不是您本人操作，请忽略此邮件：您的密码不会改变。'],
    why: '您收到此邮件，是因为有人在登录页用这个邮箱请求了新密码。',
  }),
  'zh-TW': ({ link, until }) => ({
    subject: '設定新密碼',
    heading: '設定新密碼',
    lines: ['有人（可能是您）要求為這個電子郵件的 Landfall 帳號設定新密碼。請按下面的按鈕繼續。'],
    button: { label: '設定新密碼', href: link },
    notes: [`連結在 ${until} 之前有效，只能使用一次。`, '若不是您本人操作，請忽略此郵件：您的密碼不會改變。'],
    why: '您收到此郵件，是因為有人在登入頁用這個電子郵件要求了新密碼。',
  }),
  en: ({ link, until }) => ({
    subject: 'Choose a new password',
    heading: 'Choose a new password',
    lines: ['Somebody, perhaps you, asked for a new password for the Landfall account with this e-mail address.'],
    button: { label: 'Choose a new password', href: link },
    notes: [
      `The link is good until ${until}, once.`,
      'If it was not you, ignore this mail: your password stays as it is.',
    ],
    why: 'You get this mail because somebody asked for a new password for this address on the sign-in page.',
  }),
};

/** A link to choose a new password. Nobody has the account, or the link is used or over: nothing is sent. */
export const passwordReset: MailKind = async (mail, sources) => {
  const to = await accountOf(sources, mail.accountId);
  const id = mail.params.reset;
  if (!to || !id) return null;
  const [reset] = await sources.account<{ expires_at: string }>(
    mail.accountId as string,
    'select expires_at from identity.password_reset_card where id = $1 and is_open',
    [id],
  );
  if (!reset) return null;
  const letter = resetWords[to.locale]({ link: sources.links.passwordReset(id), until: spoken(reset.expires_at, to) });
  return { to, sender: OURSELVES, letter };
};

interface ChangedFacts {
  readonly at: string;
  readonly link: URL;
}

const changedWords: Words<ChangedFacts> = {
  'zh-CN': ({ at, link }) => ({
    subject: '您的密码已更改',
    heading: '您的密码已更改',
    lines: [`您的 Landfall 账号密码于 ${at} 更改，其他设备上的登录已全部结束。`],
    button: { label: '不是我改的：设置新密码', href: link },
    notes: ['如果是您本人更改的，则无需任何操作。'],
    why: '您收到此邮件，是因为您的账号的密码发生了变化；安全通知不能关闭。',
  }),
  'zh-TW': ({ at, link }) => ({
    subject: '您的密碼已變更',
    heading: '您的密碼已變更',
    lines: [`您的 Landfall 帳號密碼於 ${at} 變更，其他裝置上的登入已全部結束。`],
    button: { label: '不是我改的：設定新密碼', href: link },
    notes: ['若是您本人變更的，則不需任何動作。'],
    why: '您收到此郵件，是因為您的帳號的密碼有了變化；安全通知不能關閉。',
  }),
  en: ({ at, link }) => ({
    subject: 'Your password was changed',
    heading: 'Your password was changed',
    lines: [`The password of your Landfall account was changed on ${at}. Every other device was signed out.`],
    button: { label: 'It was not me: choose a new password', href: link },
    notes: ['If it was you, there is nothing to do.'],
    why: 'You get this mail because the password of your account changed; security notices cannot be turned off.',
  }),
};

/** The password is another one. */
export const passwordChanged: MailKind = async (mail, sources) => {
  const to = await accountOf(sources, mail.accountId);
  if (!to) return null;
  const facts = { at: spoken(mail.createdAt, to), link: sources.links.page('/forgot-password') };
  return { to, sender: OURSELVES, letter: changedWords[to.locale](facts) };
};
