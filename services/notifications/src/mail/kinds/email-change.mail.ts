import { accountOf, OURSELVES, spoken } from '../addressees.ts';
import type { MailKind, Words } from '../mail.kind.ts';

interface Facts {
  readonly from: string;
  readonly to: string;
  readonly link: URL;
  readonly until: string;
}

const atNew: Words<Facts> = {
  'zh-CN': ({ from, to, link, until }) => ({
    subject: '确认新的邮箱地址',
    heading: '确认新的邮箱地址',
    lines: ['您的 Landfall 账号将改用这个邮箱登录。新旧两个邮箱都确认后才会生效。'],
    facts: [
      ['现在', from],
      ['以后', to],
    ],
    button: { label: '确认这个邮箱', href: link },
    notes: [`链接在 ${until} 之前有效。`, '如果您没有申请，请忽略此邮件：不会有任何改变。'],
    why: '您收到此邮件，是因为有人要把这个邮箱用作 Landfall 账号。',
  }),
  'zh-TW': ({ from, to, link, until }) => ({
    subject: '確認新的電子郵件',
    heading: '確認新的電子郵件',
    lines: ['您的 Landfall 帳號將改用這個電子郵件登入。新舊兩個電子郵件都確認後才會生效。'],
    facts: [
      ['現在', from],
      ['以後', to],
    ],
    button: { label: '確認這個電子郵件', href: link },
    notes: [`連結在 ${until} 之前有效。`, '若您沒有申請，請忽略此郵件：不會有任何改變。'],
    why: '您收到此郵件，是因為有人要把這個電子郵件用作 Landfall 帳號。',
  }),
  en: ({ from, to, link, until }) => ({
    subject: 'Confirm your new e-mail address',
    heading: 'Confirm your new e-mail address',
    lines: [
      'Your Landfall account is to be signed in to with this address. It takes effect once both addresses have confirmed.',
    ],
    facts: [
      ['Now', from],
      ['Then', to],
    ],
    button: { label: 'Confirm this address', href: link },
    notes: [`The link is good until ${until}.`, 'If you did not ask for this, ignore this mail: nothing changes.'],
    why: 'You get this mail because somebody wants to use this address for a Landfall account.',
  }),
};

const atOld: Words<Facts> = {
  'zh-CN': ({ from, to, link, until }) => ({
    subject: '确认更换邮箱',
    heading: '确认更换邮箱',
    lines: ['有人（可能是您）要把您的 Landfall 账号换到另一个邮箱。新旧两个邮箱都确认后才会生效。'],
    facts: [
      ['现在', from],
      ['以后', to],
    ],
    button: { label: '确认更换', href: link },
    notes: [`链接在 ${until} 之前有效。`, '如果不是您本人操作，请不要确认，并尽快更改密码。'],
    why: '您收到此邮件，是因为您的账号申请了更换邮箱；安全通知不能关闭。',
  }),
  'zh-TW': ({ from, to, link, until }) => ({
    subject: '確認更換電子郵件',
    heading: '確認更換電子郵件',
    lines: ['有人（可能是您）要把您的 Landfall 帳號換到另一個電子郵件。新舊兩個電子郵件都確認後才會生效。'],
    facts: [
      ['現在', from],
      ['以後', to],
    ],
    button: { label: '確認更換', href: link },
    notes: [`連結在 ${until} 之前有效。`, '若不是您本人操作，請不要確認，並儘快變更密碼。'],
    why: '您收到此郵件，是因為您的帳號申請了更換電子郵件；安全通知不能關閉。',
  }),
  en: ({ from, to, link, until }) => ({
    subject: 'Confirm the change of your e-mail address',
    heading: 'Confirm the change of your e-mail address',
    lines: [
      'Somebody, perhaps you, wants to move your Landfall account to another address. It takes effect once both addresses have confirmed.',
    ],
    facts: [
      ['Now', from],
      ['Then', to],
    ],
    button: { label: 'Confirm the change', href: link },
    notes: [`The link is good until ${until}.`, 'If it was not you, do not confirm, and change your password soon.'],
    why: 'You get this mail because a change of e-mail was asked for your account; security notices cannot be turned off.',
  }),
};

/** The same wish, told at one of its two addresses. Done, withdrawn or over: nothing is sent. */
const toConfirm =
  (which: 'new' | 'old', words: Words<Facts>): MailKind =>
  async (mail, sources) => {
    const account = await accountOf(sources, mail.accountId);
    const id = mail.params.change;
    if (!account || !id) return null;
    const [change] = await sources.account<{ old_email: string; new_email: string; expires_at: string }>(
      mail.accountId as string,
      `select old_email, new_email, expires_at from identity.email_change_card
       where id = $1 and done_at is null and ended_at is null and expires_at > now()`,
      [id],
    );
    if (!change) return null;
    const to = { ...account, email: which === 'new' ? change.new_email : change.old_email };
    const letter = words[to.locale]({
      from: change.old_email,
      to: change.new_email,
      link: sources.links.confirmEmail(which, id),
      until: spoken(change.expires_at, to),
    });
    return { to, sender: OURSELVES, letter };
  };

export const emailChangeNew = toConfirm('new', atNew);
export const emailChangeOld = toConfirm('old', atOld);
