import type { ProblemCatalog } from '@landfall/kit/problem/problem-catalog';

/** What can go wrong here, in words. */
export const identityProblems: ProblemCatalog = {
  'signIn.wrong': {
    'zh-CN': '邮箱或密码不正确，请检查后重试。',
    'zh-TW': '電子郵件或密碼不正確，請檢查後再試。',
    en: 'The e-mail or the password isn’t right. Check both and try again.',
  },
  'signIn.tooMany': {
    'zh-CN': '密码错误次数过多，请在 {minutes} 分钟后再试，或联系您的管理员。',
    'zh-TW': '密碼錯誤次數過多，請在 {minutes} 分鐘後再試，或聯絡您的管理員。',
    en: 'Too many wrong passwords. Try again in {minutes} min, or ask your administrator.',
  },
  'signIn.noMembership': {
    'zh-CN': '该账号目前不属于任何组织，请联系您的管理员。',
    'zh-TW': '此帳號目前不屬於任何組織，請聯絡您的管理員。',
    en: 'This account isn’t a member of any organisation now. Ask your administrator.',
  },
};
