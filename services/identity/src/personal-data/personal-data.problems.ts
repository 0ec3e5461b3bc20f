import type { ProblemCatalog } from '@landfall/kit/problem/problem-catalog';

/** What can go wrong with personal data, in words. */
export const personalDataProblems: ProblemCatalog = {
  'personalData.confirm': {
    'zh-CN': '请输入您账号的邮箱以确认。',
    'zh-TW': '請輸入您帳號的電子郵件以確認。',
    en: 'Type your account’s e-mail to confirm.',
  },
  'personalData.lastAdministrator': {
    'zh-CN': '您是“{organisation}”唯一的管理员。请先让其他人成为管理员，再注销账号。',
    'zh-TW': '您是「{organisation}」唯一的管理員。請先讓其他人成為管理員，再註銷帳號。',
    en: 'You are the only administrator of “{organisation}”. Make somebody else one first.',
  },
  'personalData.fileGone': {
    'zh-CN': '这份文件已过期，请重新申请。',
    'zh-TW': '這份檔案已過期，請重新申請。',
    en: 'This file is no longer available. Ask for it again.',
  },
  'personalData.settled': {
    'zh-CN': '此请求已处理。',
    'zh-TW': '此請求已處理。',
    en: 'This request has been settled already.',
  },
};
