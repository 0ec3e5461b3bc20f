import type { ProblemCatalog } from '@landfall/kit/problem/problem-catalog';

/** What can go wrong here, in words. */
export const networkProblems: ProblemCatalog = {
  month: {
    'zh-CN': '请按“年-月”填写月份，例如 2026-03。',
    'zh-TW': '請按「年-月」填寫月份，例如 2026-03。',
    en: 'Write the month as year and month, e.g. 2026-03.',
  },
  monthRange: {
    'zh-CN': '起始月份不能晚于结束月份，且最多 {max} 个月。',
    'zh-TW': '起始月份不能晚於結束月份，且最多 {max} 個月。',
    en: 'The first month can’t be later than the last, and at most {max} months are shown.',
  },
};
