import type { ProblemCatalog } from '@landfall/kit/problem/problem-catalog';

/** What can go wrong with API tokens, in words. */
export const apiTokenProblems: ProblemCatalog = {
  'apiToken.days': {
    'zh-CN': '有效期为 1 至 365 天。',
    'zh-TW': '有效期為 1 至 365 天。',
    en: 'It can be good for 1 to 365 days.',
  },
  'apiToken.readFirst': {
    'zh-CN': '其他权限都需要“读取”。',
    'zh-TW': '其他權限都需要「讀取」。',
    en: 'Every other scope needs “read” too.',
  },
  'apiToken.documentsFirst': {
    'zh-CN': '查看接口结构需要同时选择“自写查询”。',
    'zh-TW': '檢視介面結構需要同時選擇「自訂查詢」。',
    en: 'Looking at the schema needs “own documents” too.',
  },
  'apiToken.tooMany': {
    'zh-CN': '最多可同时拥有 {max} 个有效令牌，请先结束不用的令牌。',
    'zh-TW': '最多可同時擁有 {max} 個有效權杖，請先結束不用的權杖。',
    en: 'You can have {max} tokens at a time. End one you don’t need first.',
  },
  'apiToken.supportVisit': {
    'zh-CN': '支持访问期间不能创建 API 令牌。',
    'zh-TW': '支援存取期間不能建立 API 權杖。',
    en: 'No API token can be made during a support visit.',
  },
};
