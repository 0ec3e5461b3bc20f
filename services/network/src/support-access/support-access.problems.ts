import type { ProblemCatalog } from '@landfall/kit/problem/problem-catalog';

/** What can go wrong around support access, in words. */
export const supportAccessProblems: ProblemCatalog = {
  supportReadOnly: {
    'zh-CN': '您以支持人员身份进入，只能查看，不能更改。如需更改，请申请带有工作角色的授权。',
    'zh-TW': '您以支援人員身分進入，只能檢視，不能變更。如需變更，請申請帶有工作角色的授權。',
    en: 'You are here for support and may only read. To change something, ask for access with a working role.',
  },
  supportOver: {
    'zh-CN': '授权已结束，您不再能看到该伙伴的工作区。您在总部的登录仍然有效。',
    'zh-TW': '授權已結束，您不再能看到該夥伴的工作區。您在總部的登入仍然有效。',
    en: 'The access has ended, so you can’t see that partner’s workspace any more. You are still signed in at headquarters.',
  },
  supportClosed: {
    'zh-CN': '支持人员不能执行此操作，请由该伙伴的人员办理。',
    'zh-TW': '支援人員不能執行此操作，請由該夥伴的人員辦理。',
    en: 'Support can’t do this. The partner’s own people have to.',
  },
  'supportAccess.tooLong': {
    'zh-CN': '结束时间最迟为 72 小时之后。',
    'zh-TW': '結束時間最遲為 72 小時之後。',
    en: 'It has to end within 72 hours.',
  },
  'supportAccess.past': {
    'zh-CN': '结束时间必须在现在之后。',
    'zh-TW': '結束時間必須在現在之後。',
    en: 'It has to end after now.',
  },
  'supportAccess.later': {
    'zh-CN': '结束时间不能晚于总部申请的时间。',
    'zh-TW': '結束時間不能晚於總部申請的時間。',
    en: 'It can’t end later than headquarters asked for.',
  },
  'supportAccess.role': {
    'zh-CN': '只能授予热线顾问或区域主管角色。',
    'zh-TW': '只能授予熱線顧問或區域主管角色。',
    en: 'Only hotline consultant or area supervisor can be granted.',
  },
  'supportAccess.answered': {
    'zh-CN': '该申请已有答复或已失效，页面已更新。',
    'zh-TW': '該申請已有答覆或已失效，頁面已更新。',
    en: 'This request was answered already, or is over. The page shows the present state.',
  },
  'supportAccess.notOpen': {
    'zh-CN': '该授权尚未同意、已结束，或不是由您申请的，无法进入。',
    'zh-TW': '該授權尚未同意、已結束，或不是由您申請的，無法進入。',
    en: 'This access isn’t granted, is over, or was asked for by somebody else.',
  },
  'supportAccess.waiting': {
    'zh-CN': '您对该伙伴已有一个未结束的申请。',
    'zh-TW': '您對該夥伴已有一個未結束的申請。',
    en: 'You have a request at this partner that isn’t over yet.',
  },
};
