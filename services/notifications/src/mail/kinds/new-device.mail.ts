import { accountOf, OURSELVES, spoken } from '../addressees.ts';
import type { MailKind, Words } from '../mail.kind.ts';

interface Facts {
  readonly at: string;
  readonly device: string | null;
  readonly address: string | null;
  readonly link: URL;
}

const present = (facts: readonly (readonly [string, string | null])[]): [string, string][] =>
  facts.flatMap(([label, value]) => (value ? [[label, value] as [string, string]] : []));

const words: Words<Facts> = {
  'zh-CN': ({ at, device, address, link }) => ({
    subject: '新设备登录了您的账号',
    heading: '新设备登录了您的账号',
    lines: ['一台以前没有见过的设备登录了您的 Landfall 账号。'],
    facts: present([
      ['时间', at],
      ['设备', device],
      ['网络地址', address],
    ]),
    button: { label: '查看登录中的设备', href: link },
    notes: ['如果是您本人，则无需任何操作。否则请结束那个登录，并立即更改密码。'],
    why: '您收到此邮件，是因为您的账号在新设备上登录；安全通知不能关闭。',
  }),
  'zh-TW': ({ at, device, address, link }) => ({
    subject: '新裝置登入了您的帳號',
    heading: '新裝置登入了您的帳號',
    lines: ['一台以前沒有見過的裝置登入了您的 Landfall 帳號。'],
    facts: present([
      ['時間', at],
      ['裝置', device],
      ['網路位址', address],
    ]),
    button: { label: '查看登入中的裝置', href: link },
    notes: ['若是您本人，則不需任何動作。否則請結束那個登入，並立即變更密碼。'],
    why: '您收到此郵件，是因為您的帳號在新裝置上登入；安全通知不能關閉。',
  }),
  en: ({ at, device, address, link }) => ({
    subject: 'A new device signed in to your account',
    heading: 'A new device signed in to your account',
    lines: ['A device not seen before signed in to your Landfall account.'],
    facts: present([
      ['Time', at],
      ['Device', device],
      ['Network address', address],
    ]),
    button: { label: 'See where you are signed in', href: link },
    notes: ['If it was you, there is nothing to do. Otherwise end that session and change your password at once.'],
    why: 'You get this mail because your account was signed in to on a new device; security notices cannot be turned off.',
  }),
};

/** A sign-in from a device the account has not been seen on. */
export const newDevice: MailKind = async (mail, sources) => {
  const to = await accountOf(sources, mail.accountId);
  if (!to) return null;
  const [session] = await sources.account<{ user_agent: string | null; address: string | null; created_at: string }>(
    mail.accountId as string,
    'select user_agent, address, created_at from identity.session_card where id = $1',
    [mail.params.session],
  );
  const letter = words[to.locale]({
    at: spoken(session?.created_at ?? mail.createdAt, to),
    device: session?.user_agent ? deviceName(session.user_agent) : null,
    address: session?.address ?? null,
    link: sources.links.page('/account/sessions'),
  });
  return { to, sender: OURSELVES, letter };
};

const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/MicroMessenger/, '微信 WeChat'],
  [/Edg[A-Z]*\//, 'Edge'],
  [/Firefox|FxiOS/, 'Firefox'],
  [/Chrome|CriOS/, 'Chrome'],
  [/Safari/, 'Safari'],
];
const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/HarmonyOS/, 'HarmonyOS'],
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iOS'],
  [/Windows/, 'Windows'],
  [/Mac OS/, 'macOS'],
  [/Linux/, 'Linux'],
];

/** A browser and its system by the names people know; nothing of the header itself gets into the mail. */
function deviceName(userAgent: string): string | null {
  const named = [BROWSERS, SYSTEMS].map((list) => list.find(([pattern]) => pattern.test(userAgent))?.[1]);
  return named.filter(Boolean).join(' · ') || null;
}
