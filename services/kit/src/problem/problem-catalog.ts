import type { ProblemParams } from './problem.ts';

/** The languages people read; the first is the one to fall back to. */
export const LOCALES = ['zh-CN', 'zh-TW', 'en'] as const;
/** A language of {@link LOCALES}. */
export type Locale = (typeof LOCALES)[number];

/** Words for problems: `reason` to a sentence a language, with `{name}` where a parameter goes. */
export type ProblemCatalog = Readonly<Record<string, Readonly<Record<Locale, string>>>>;

/** Problems any service may have. */
export const kitProblems: ProblemCatalog = {
  notFound: {
    'zh-CN': '找不到这项内容，可能已被移走，或您无权查看。',
    'zh-TW': '找不到這項內容，可能已被移走，或您沒有檢視權限。',
    en: "It isn't there, or you may not see it.",
  },
  unauthenticated: {
    'zh-CN': '登录已失效，请重新登录；您填写的内容已保留。',
    'zh-TW': '登入已失效，請重新登入；您填寫的內容已保留。',
    en: 'You are signed out. Sign in again; what you typed is kept.',
  },
  forbidden: {
    'zh-CN': '您的角色不能执行此操作。',
    'zh-TW': '您的角色不能執行此操作。',
    en: 'Your role may not do this.',
  },
  proofNeeded: {
    'zh-CN': '为了安全，请先确认是您本人。',
    'zh-TW': '為了安全，請先確認是您本人。',
    en: 'For safety, first confirm that it is you.',
  },
  personOnly: {
    'zh-CN': '此操作只能由本人登录后进行，不能使用 API 令牌。',
    'zh-TW': '此操作只能由本人登入後進行，不能使用 API 權杖。',
    en: 'Only a person who is signed in may do this, not an API token.',
  },
  scopeMissing: {
    'zh-CN': '此 API 令牌没有“{scope}”权限。',
    'zh-TW': '此 API 權杖沒有「{scope}」權限。',
    en: 'This API token lacks the scope “{scope}”.',
  },
  actionNotAllowed: {
    'zh-CN': '当前状态（{state}）下不能执行此操作，页面已更新为最新状态。',
    'zh-TW': '目前狀態（{state}）下不能執行此操作，頁面已更新為最新狀態。',
    en: 'This can’t be done while it is {state}. The page shows the present state.',
  },
  versionConflict: {
    'zh-CN': '其他人刚刚修改过它。您填写的内容已保留，请核对最新内容后再提交。',
    'zh-TW': '其他人剛剛修改過它。您填寫的內容已保留，請核對最新內容後再送出。',
    en: 'Someone else changed it just now. What you typed is kept: check the present content, then send again.',
  },
  idempotencyMismatch: {
    'zh-CN': '同一个提交编号被用于不同的内容，请刷新页面后重试。',
    'zh-TW': '同一個提交編號被用於不同的內容，請重新整理頁面後再試。',
    en: 'This submission key was used for something else. Reload the page and try again.',
  },
  required: { 'zh-CN': '请填写此项。', 'zh-TW': '請填寫此項。', en: 'Please fill this in.' },
  tooLong: {
    'zh-CN': '最多 {max} 个字符。',
    'zh-TW': '最多 {max} 個字元。',
    en: 'At most {max} characters.',
  },
  invalidInput: {
    'zh-CN': '填写的内容有误，请检查标出的各项。',
    'zh-TW': '填寫的內容有誤，請檢查標出的各項。',
    en: 'Something isn’t right: check the marked fields.',
  },
  invalidCursor: {
    'zh-CN': '列表位置已失效，请从第一页重新开始。',
    'zh-TW': '清單位置已失效，請從第一頁重新開始。',
    en: 'This place in the list is gone. Start from the first page.',
  },
  pageSize: {
    'zh-CN': '每页可取 1 至 {max} 条。',
    'zh-TW': '每頁可取 1 至 {max} 筆。',
    en: 'A page holds 1 to {max} entries.',
  },
  invalidDocument: {
    'zh-CN': '请求的内容不被此接口接受。',
    'zh-TW': '請求的內容不被此介面接受。',
    en: 'The request isn’t one this API accepts.',
  },
  limited: {
    'zh-CN': '请求过多或过大，请稍后再试。',
    'zh-TW': '請求過多或過大，請稍後再試。',
    en: 'Too much at once. Try again in a moment.',
  },
  overloaded: {
    'zh-CN': '您的组织此刻请求过多，请 {seconds} 秒后重试；您填写的内容已保留。',
    'zh-TW': '您的組織此刻請求過多，請 {seconds} 秒後重試；您填寫的內容已保留。',
    en: 'Your organisation asks for too much at once. Try again in {seconds} s; what you typed is kept.',
  },
  unavailable: {
    'zh-CN': '系统暂时无法保存，没有任何内容被更改。您填写的内容已保留，可以放心重试。',
    'zh-TW': '系統暫時無法儲存，沒有任何內容被變更。您填寫的內容已保留，可以放心重試。',
    en: 'The system can’t save just now. Nothing was changed, what you typed is kept, and trying again is safe.',
  },
  outcomeUnknown: {
    'zh-CN': '连接在保存时中断：内容可能已保存，也可能没有。可以放心重试，同一操作不会执行两次。',
    'zh-TW': '連線在儲存時中斷：內容可能已儲存，也可能沒有。可以放心重試，同一操作不會執行兩次。',
    en: 'The connection broke while this was being saved: it may or may not have been saved. Trying again is safe; nothing is done twice.',
  },
  busy: {
    'zh-CN': '系统繁忙，此次操作未完成，没有任何内容被更改。您填写的内容已保留，可以放心重试。',
    'zh-TW': '系統忙碌，此次操作未完成，沒有任何內容被變更。您填寫的內容已保留，可以放心重試。',
    en: 'The system was too busy to finish this. Nothing was changed, what you typed is kept, and trying again is safe.',
  },
  internal: {
    'zh-CN': '系统出错，没有任何内容被更改。请重试；若再次发生，请提供编号 {logId}。',
    'zh-TW': '系統發生錯誤，沒有任何內容被變更。請重試；若再次發生，請提供編號 {logId}。',
    en: 'Something went wrong and nothing was changed. Try again; if it happens again, quote {logId}.',
  },
};

/** The sentence for a reason in the reader's language; an unknown reason is shown as its key, never as nothing. */
export function problemText(catalog: ProblemCatalog, reason: string, locale: Locale, params: ProblemParams): string {
  const words = catalog[reason] ?? kitProblems[reason];
  if (!words) return reason;
  return words[locale].replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));
}

/** The first language of an Accept-Language header that we speak; Chinese (mainland) where it says nothing. */
export function localeOf(acceptLanguage: string | undefined): Locale {
  for (const part of (acceptLanguage ?? '').split(',')) {
    const tag = part.split(';')[0]?.trim().toLowerCase() ?? '';
    if (/^zh-(tw|hk|mo|hant)/.test(tag)) return 'zh-TW';
    if (tag.startsWith('zh')) return 'zh-CN';
    if (tag.startsWith('en')) return 'en';
  }
  return 'zh-CN';
}
