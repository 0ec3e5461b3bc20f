import type { ProblemCatalog } from '@landfall/kit/problem/problem-catalog';

/** What can go wrong in a partner's life, in words. */
export const partnerProblems: ProblemCatalog = {
  'partner.nameTaken': {
    'zh-CN': '已有同名的伙伴，请核对列表，或写上全称加以区分。',
    'zh-TW': '已有同名的夥伴，請核對清單，或寫上全稱加以區分。',
    en: 'There is a partner of this name already. Look in the list, or write the full name.',
  },
  'partner.email': {
    'zh-CN': '请输入完整的邮箱地址，例如 name@example.com；邀请函会寄到这里。',
    'zh-TW': '請輸入完整的電子郵件地址，例如 name@example.com；邀請函會寄到這裡。',
    en: 'Write the whole e-mail address, e.g. name@example.com: the invitation goes there.',
  },
  'partner.province': {
    'zh-CN': '请从列表中选择省份。',
    'zh-TW': '請從清單中選擇省份。',
    en: 'Choose a province from the list.',
  },
  'partner.timeZone': {
    'zh-CN': '没有这个时区，请从列表中选择。',
    'zh-TW': '沒有這個時區，請從清單中選擇。',
    en: 'There is no such time zone. Choose one from the list.',
  },
  'partner.calendar': {
    'zh-CN': '请选择中国内地、香港或台湾的日历。',
    'zh-TW': '請選擇中國內地、香港或臺灣的日曆。',
    en: 'Choose the calendar of mainland China, Hong Kong or Taiwan.',
  },
  'partner.justSent': {
    'zh-CN': '刚刚已经寄出，请一分钟后再试。',
    'zh-TW': '剛剛已經寄出，請一分鐘後再試。',
    en: 'It was sent just now. Try again in a minute.',
  },
};
