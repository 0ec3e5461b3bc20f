import type { ProblemCatalog } from '@landfall/kit/problem/problem-catalog';

/** What the gateway itself refuses, in words. */
export const gatewayProblems: ProblemCatalog = {
  persistedOnly: {
    'zh-CN': '此接口只接受页面自带的操作；程序请使用带有“自写查询”权限的 API 令牌。',
    'zh-TW': '此介面只接受頁面內建的操作；程式請使用具有「自訂查詢」權限的 API 權杖。',
    en: 'Only the pages’ own operations are accepted here. A program needs an API token that may send documents of its own.',
  },
  unknownOperation: {
    'zh-CN': '此页面的版本已过期，请刷新页面；您填写的内容保留在此浏览器中。',
    'zh-TW': '此頁面的版本已過期，請重新整理頁面；您填寫的內容保留在此瀏覽器中。',
    en: 'This page is of a version that is gone. Reload it; what you typed is kept in this browser.',
  },
  introspectionClosed: {
    'zh-CN': '查看接口结构需要带有相应权限的 API 令牌。',
    'zh-TW': '檢視介面結構需要具有相應權限的 API 權杖。',
    en: 'Looking at the schema needs an API token with that scope.',
  },
  tokenTooFast: {
    'zh-CN': '此 API 令牌的请求过于频繁，请在 {seconds} 秒后再试。',
    'zh-TW': '此 API 權杖的請求過於頻繁，請在 {seconds} 秒後再試。',
    en: 'This API token asks too often. Try again in {seconds} s.',
  },
  overdue: {
    'zh-CN': '操作耗时过长，已停止等待；它可能已经完成，也可能没有。可以放心重试，同一操作不会执行两次。',
    'zh-TW': '操作耗時過長，已停止等待；它可能已經完成，也可能沒有。可以放心重試，同一操作不會執行兩次。',
    en: 'This took too long and nobody waits for it any more. It may or may not have been done; trying again is safe.',
  },
};
