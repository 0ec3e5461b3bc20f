import type { Locale } from '@landfall/kit/problem/problem-catalog';
import type { InboxKind } from '../../inbox/inbox.kind.ts';
import { accountOf, memberOf, OURSELVES, partnerOf, spoken } from '../addressees.ts';
import type { MailKind } from '../mail.kind.ts';
import { NEWS_WORDS } from './inbox-news.words.ts';

const BUTTON: Readonly<Record<Locale, string>> = { 'zh-CN': '查看', 'zh-TW': '查看', en: 'Have a look' };
const WHY: Readonly<Record<Locale, string>> = {
  'zh-CN': '您收到此邮件，是因为您选择了用邮件接收这类通知；可在“账号 › 通知”里更改。',
  'zh-TW': '您收到此郵件，是因為您選擇了用郵件接收這類通知；可在「帳號 › 通知」裡變更。',
  en: 'You get this mail because news of this kind is also mailed to you; change that under Account › Notifications.',
};

const AT_THE_BOARD = ['area_supervisor', 'hotline_consultant', 'department_manager', 'partner_admin'];

/** What somebody is told in the inbox and wants by mail as well. */
export const inboxNews: MailKind = async (mail, sources) => {
  const { news, noun = '', nounId = '', surface = 'desk', number = '', dueAt, appointmentAt } = mail.params;
  const words = NEWS_WORDS[news as InboxKind];
  const to = mail.accountId ? await accountOf(sources, mail.accountId) : await memberOf(sources, mail.membershipId);
  if (!to || !words) return null;
  const when = appointmentAt ?? dueAt;
  const facts = { number, time: when ? spoken(when, to) : '' };
  const [subject, line] = words[to.locale];
  const letter = {
    subject: subject(facts),
    heading: subject(facts),
    lines: [line(facts)],
    button: { label: BUTTON[to.locale], href: sources.links.page(placeOf(surface, noun, nounId, to.roles ?? [])) },
    why: WHY[to.locale],
  };
  return { to, sender: surface === 'hq' ? OURSELVES : await partnerOf(sources), letter };
};

/** Where a thing is looked at. */
function placeOf(surface: string, noun: string, id: string, roles: readonly string[]): string {
  // Who only travels has no board: the same order is a visit of theirs.
  const travels = roles.includes('service_consultant') && !roles.some((role) => AT_THE_BOARD.includes(role));
  const path: Readonly<Record<string, string>> = {
    'desk ticket': `/tickets/${id}`,
    'desk dispatchOrder': travels ? `/visits/${id}` : `/dispatch?order=${id}`,
    'desk partner': '/settings/policy',
    'desk invitation': '/staff',
    'desk supportAccess': '/settings/support-access',
    'desk archive': '/settings/archive',
    'portal ticket': `/portal/tickets/${id}`,
    'portal dispatchOrder': `/portal/visits/${id}`,
    'portal invitation': '/portal/people',
    'hq supportAccess': '/hq/support-access',
  };
  return path[`${surface} ${noun}`] ?? (surface === 'desk' ? '/inbox' : `/${surface}/inbox`);
}
