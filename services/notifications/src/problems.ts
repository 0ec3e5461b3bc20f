import type { ProblemCatalog } from '@landfall/kit/problem/problem-catalog';

/** Words of what notifications refuse. */
export const notificationsProblems: ProblemCatalog = {
  'inbox.tooMany': {
    'zh-CN': '一次最多标记 {max} 条',
    'zh-TW': '一次最多標記 {max} 則',
    en: 'At most {max} can be marked at once',
  },
};
