import { registerEnumType } from 'type-graphql';

/** Where a dispatch order stands. */
export enum DispatchOrderState {
  RECEIVED = 'RECEIVED',
  ASSIGNED = 'ASSIGNED',
  CONTACTED = 'CONTACTED',
  SCHEDULED = 'SCHEDULED',
  EN_ROUTE = 'EN_ROUTE',
  ON_SITE = 'ON_SITE',
  RECORDED = 'RECORDED',
  CONFIRMED = 'CONFIRMED',
  DISPUTED = 'DISPUTED',
  CANCELLED = 'CANCELLED',
}
registerEnumType(DispatchOrderState, { name: 'DispatchOrderState', description: '熱線派出單狀態。' });

/** States in which somebody still has to go there: the ticket waits for it, and it counts as a consultant's load. */
export const VISIT_AHEAD: readonly DispatchOrderState[] = [
  DispatchOrderState.RECEIVED,
  DispatchOrderState.ASSIGNED,
  DispatchOrderState.CONTACTED,
  DispatchOrderState.SCHEDULED,
  DispatchOrderState.EN_ROUTE,
  DispatchOrderState.ON_SITE,
];
