import type { ProblemCatalog } from '@landfall/kit/problem/problem-catalog';
import { callProblems } from './call/call.problems.ts';
import { dispatchOrderProblems } from './dispatch-order/dispatch-order.problems.ts';
import { handOverProblems } from './hand-over/hand-over.problems.ts';
import { serviceRecordProblems } from './service-record/service-record.problems.ts';
import { ticketProblems } from './ticket/ticket.problems.ts';

/** What can go wrong here, in words. */
export const supportProblems: ProblemCatalog = {
  ...callProblems,
  ...ticketProblems,
  ...dispatchOrderProblems,
  ...serviceRecordProblems,
  ...handOverProblems,
  tooMany: { 'zh-CN': '最多 {max} 项。', 'zh-TW': '最多 {max} 項。', en: 'At most {max}.' },
};
