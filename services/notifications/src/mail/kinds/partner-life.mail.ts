import { memberOf, OURSELVES, partnerOf, spoken } from '../addressees.ts';
import type { MailKind, Words } from '../mail.kind.ts';

interface Facts {
  readonly partner: string;
  readonly at: string;
  readonly page: (path: string) => URL;
}

/** A letter of headquarters to a partner's administrators. */
const letterOf =
  (words: Words<Facts>): MailKind =>
  async (mail, sources) => {
    const to = await memberOf(sources, mail.membershipId);
    if (!to) return null;
    const { name: partner } = await partnerOf(sources);
    const page = (path: string): URL => sources.links.page(path);
    return { to, sender: OURSELVES, letter: words[to.locale]({ partner, at: spoken(mail.createdAt, to), page }) };
  };

const WHY = {
  'zh-CN': (partner: string) => `您收到此邮件，是因为您是 ${partner} 的管理员。`,
  'zh-TW': (partner: string) => `您收到此郵件，是因為您是 ${partner} 的管理員。`,
  en: (partner: string) => `You get this mail because you are an administrator of ${partner}.`,
};

export const partnerSuspended = letterOf({
  'zh-CN': ({ partner, at }) => ({
    subject: `${partner} 的使用已暂停`,
    heading: '使用已暂停',
    lines: [
      `总部已于 ${at} 暂停 ${partner} 使用 Landfall。所有人员和客户暂时不能登录。`,
      '全部数据都完整保留。恢复后，一切照旧。',
    ],
    notes: ['如有疑问，请联系总部。'],
    why: WHY['zh-CN'](partner),
  }),
  'zh-TW': ({ partner, at }) => ({
    subject: `${partner} 的使用已暫停`,
    heading: '使用已暫停',
    lines: [
      `總部已於 ${at} 暫停 ${partner} 使用 Landfall。所有人員和客戶暫時不能登入。`,
      '全部資料都完整保留。恢復後，一切照舊。',
    ],
    notes: ['如有疑問，請聯絡總部。'],
    why: WHY['zh-TW'](partner),
  }),
  en: ({ partner, at }) => ({
    subject: `${partner} is suspended`,
    heading: 'Your access is suspended',
    lines: [
      `Headquarters suspended ${partner} on ${at}. For now nobody of it or of its customers can sign in.`,
      'All data is kept as it is. When you are let in again, everything is where it was.',
    ],
    notes: ['If you have questions, please turn to headquarters.'],
    why: WHY.en(partner),
  }),
});

export const partnerReopened = letterOf({
  'zh-CN': ({ partner, at, page }) => ({
    subject: `${partner} 已恢复使用`,
    heading: '已恢复使用',
    lines: [`总部已于 ${at} 恢复 ${partner} 的使用。大家可以像以前一样登录。`],
    button: { label: '登录', href: page('/sign-in') },
    why: WHY['zh-CN'](partner),
  }),
  'zh-TW': ({ partner, at, page }) => ({
    subject: `${partner} 已恢復使用`,
    heading: '已恢復使用',
    lines: [`總部已於 ${at} 恢復 ${partner} 的使用。大家可以像以前一樣登入。`],
    button: { label: '登入', href: page('/sign-in') },
    why: WHY['zh-TW'](partner),
  }),
  en: ({ partner, at, page }) => ({
    subject: `${partner} is open again`,
    heading: 'You are let in again',
    lines: [`Headquarters reopened ${partner} on ${at}. Everybody can sign in as before.`],
    button: { label: 'Sign in', href: page('/sign-in') },
    why: WHY.en(partner),
  }),
});

export const partnerLeaving = letterOf({
  'zh-CN': ({ partner, at, page }) => ({
    subject: `${partner} 即将离开`,
    heading: '请带走您的数据',
    lines: [
      `总部已于 ${at} 将 ${partner} 标记为即将离开。在结束之前，您可以取走全部数据：一个归档，含每类数据的表格、文件和清单。`,
    ],
    button: { label: '制作归档', href: page('/settings/archive') },
    why: WHY['zh-CN'](partner),
  }),
  'zh-TW': ({ partner, at, page }) => ({
    subject: `${partner} 即將離開`,
    heading: '請帶走您的資料',
    lines: [
      `總部已於 ${at} 將 ${partner} 標記為即將離開。在結束之前，您可以取走全部資料：一個封存檔，含每類資料的表格、檔案和清單。`,
    ],
    button: { label: '製作封存檔', href: page('/settings/archive') },
    why: WHY['zh-TW'](partner),
  }),
  en: ({ partner, at, page }) => ({
    subject: `${partner} is leaving`,
    heading: 'Take your data with you',
    lines: [
      `Headquarters noted on ${at} that ${partner} is leaving. Until it ends you can take everything: one archive with a table for each kind of thing, the files, and a list of what is in it.`,
    ],
    button: { label: 'Make the archive', href: page('/settings/archive') },
    why: WHY.en(partner),
  }),
});
