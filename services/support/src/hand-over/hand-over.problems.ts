import type { ProblemCatalog } from '@landfall/kit/problem/problem-catalog';

/** What can go wrong when work is handed over, in words. */
export const handOverProblems: ProblemCatalog = {
  'handOver.recipient': {
    'zh-CN': '接手的人必须是在职的同事，并具备相应的角色（上门需服务顾问）。',
    'zh-TW': '接手的人必須是在職的同事，並具備相應的角色（到府需服務顧問）。',
    en: 'Whoever takes it over has to be a present colleague with the right role (visits: a service consultant).',
  },
};
