import type { ProblemCatalog } from '@landfall/kit/problem/problem-catalog';

/** What can go wrong here, in words. */
export const catalogueProblems: ProblemCatalog = {
  'calendar.year': {
    'zh-CN': '请选择 {from} 至 {until} 之间的年份。',
    'zh-TW': '請選擇 {from} 至 {until} 之間的年份。',
    en: 'Choose a year from {from} to {until}.',
  },
};
