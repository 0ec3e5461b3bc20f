import type { ProblemCatalog } from '@landfall/kit/problem/problem-catalog';

/** What can go wrong with a partner's archive, in words. */
export const archiveProblems: ProblemCatalog = {
  'archive.running': {
    'zh-CN': '归档正在制作中，完成后即可下载。',
    'zh-TW': '封存檔正在製作中，完成後即可下載。',
    en: 'An archive is being made already; it can be downloaded as soon as it is ready.',
  },
  'archive.notReady': {
    'zh-CN': '归档尚未完成或已过期，请重新制作。',
    'zh-TW': '封存檔尚未完成或已過期，請重新製作。',
    en: 'This archive isn’t ready, or its time is over. Make another one.',
  },
};
