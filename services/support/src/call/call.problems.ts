import type { ProblemCatalog } from '@landfall/kit/problem/problem-catalog';
import { stateProblems } from '../refusal/state-problems.ts';

export const callProblems: ProblemCatalog = stateProblems(
  'call',
  { 'zh-CN': '来电', 'zh-TW': '來電', en: 'call' },
  {
    QUEUED: { 'zh-CN': '排队中', 'zh-TW': '排隊中', en: 'waiting to be answered' },
    ANSWERED: { 'zh-CN': '已接听', 'zh-TW': '已接聽', en: 'being answered' },
    ABANDONED: { 'zh-CN': '已放弃', 'zh-TW': '已放棄', en: 'abandoned' },
    SOLVED: { 'zh-CN': '已解决', 'zh-TW': '已解決', en: 'solved already' },
    RAISED: { 'zh-CN': '已转工单', 'zh-TW': '已轉工單', en: 'a ticket already' },
  },
);
