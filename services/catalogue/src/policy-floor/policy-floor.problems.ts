import type { ProblemCatalog } from '@landfall/kit/problem/problem-catalog';

/** What can go wrong with the floor, in words. */
export const policyFloorProblems: ProblemCatalog = {
  'policyFloor.contactHours': {
    'zh-CN': '首次联系为 1 至 16 小时（R2 最宽 16 小时）。',
    'zh-TW': '首次聯絡為 1 至 16 小時（R2 最寬 16 小時）。',
    en: 'Contact within 1 to 16 hours (16 is the loosest R2 allows).',
  },
  'policyFloor.onSiteHours': {
    'zh-CN': '到场为 1 至 24 小时（R2 最宽 24 小时）。',
    'zh-TW': '到場為 1 至 24 小時（R2 最寬 24 小時）。',
    en: 'On site within 1 to 24 hours (24 is the loosest R2 allows).',
  },
  'policyFloor.openMinutes': {
    'zh-CN': '每周营业时间为 0 至 168 小时。',
    'zh-TW': '每週營業時間為 0 至 168 小時。',
    en: 'A week has 0 to 168 opening hours.',
  },
  'policyFloor.past': {
    'zh-CN': '生效日期最早为明天；要立即生效，请选择“现在”。',
    'zh-TW': '生效日期最早為明天；要立即生效，請選擇「現在」。',
    en: 'The first day can be tomorrow at the earliest; choose “now” to begin at once.',
  },
  'policyFloor.tooFar': {
    'zh-CN': '生效日期最多在 {days} 天之内。',
    'zh-TW': '生效日期最多在 {days} 天之內。',
    en: 'The first day can be at most {days} days away.',
  },
  'policyFloor.sameDay': {
    'zh-CN': '已有一版底线从同一天生效，请先撤回它，或选择其他日期。',
    'zh-TW': '已有一版底線從同一天生效，請先撤回它，或選擇其他日期。',
    en: 'A version begins the same day. Withdraw it first, or choose another day.',
  },
  'policyFloor.inForce': {
    'zh-CN': '这一版底线已经生效，不能撤回；请新增一版。',
    'zh-TW': '這一版底線已經生效，不能撤回；請新增一版。',
    en: 'This version is in force already and can’t be withdrawn. Add a new one instead.',
  },
};
