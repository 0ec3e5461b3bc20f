import type { ProblemCatalog } from '@landfall/kit/problem/problem-catalog';

/** What can go wrong with the audit trail, in words. */
export const auditProblems: ProblemCatalog = {
  'audit.period': {
    'zh-CN': '开始日期不能晚于结束日期。',
    'zh-TW': '開始日期不能晚於結束日期。',
    en: 'The first day can’t be after the last.',
  },
  'audit.tooMuch': {
    'zh-CN': '这段时间内的记录太多，无法按文字搜完。请缩短时间范围，或再选人员、对象或操作。',
    'zh-TW': '這段時間內的記錄太多，無法依文字搜完。請縮短時間範圍，或再選人員、對象或操作。',
    en: 'There are too many lines in this period to search by text. Choose a shorter one, or a person, thing or action as well.',
  },
  'audit.textPeriod': {
    'zh-CN': '按文字搜索时，时间范围最长 {max} 天，请缩小范围。',
    'zh-TW': '依文字搜尋時，時間範圍最長 {max} 天，請縮小範圍。',
    en: 'A text can be searched for within {max} days at most. Choose a shorter period.',
  },
};
