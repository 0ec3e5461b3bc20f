import { ask } from '#lib/graph/query.ts';
import { type CandidateFacts, OrderCandidates } from './order-panel.graphql';

/** The server's ranking for one order. @throws Problem */
export const candidatesOf = async (id: string): Promise<readonly CandidateFacts[]> =>
  (await ask(OrderCandidates, { id })).dispatchOrder.candidates;
