import type { ProblemCatalog } from '@landfall/kit/problem/problem-catalog';

/** What can go wrong with records and their confirmation. */
export const serviceRecordProblems: ProblemCatalog = {
  'record.hashDiffers': {
    'zh-CN': '内容与所确认的不一致，未作任何更改。请刷新后核对内容，再次提交。',
    'zh-TW': '內容與所確認的不一致，未作任何變更。請重新整理後核對內容，再次送出。',
    en: 'The content is not the one that was signed, so nothing was changed. Reload, check it, and send it again.',
  },
  'record.superseded': {
    'zh-CN': '服务记录已被更正(这是第 {revision} 版),请查看并确认最新版本。',
    'zh-TW': '服務記錄已被更正(這是第 {revision} 版),請查看並確認最新版本。',
    en: 'The record has been corrected since revision {revision}. Read the latest one.',
  },
  'record.leftBeforeArrived': {
    'zh-CN': '离开时间早于到达时间，请检查。',
    'zh-TW': '離開時間早於到達時間，請檢查。',
    en: 'The time of leaving is before the arrival. Check both.',
  },
  'record.rating': {
    'zh-CN': '请给出 1 至 5 分的评价。',
    'zh-TW': '請給出 1 至 5 分的評價。',
    en: 'Rate from 1 to 5.',
  },
  'record.confirmedInPortal': {
    'zh-CN': '您已在此确认过这份记录。如问题再次出现，请重新打开工单。',
    'zh-TW': '您已在此確認過這份記錄。如問題再次出現，請重新開啟工單。',
    en: 'You confirmed this record here. If the problem is back, reopen the ticket.',
  },
};
