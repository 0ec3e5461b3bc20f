import { actionsOf } from '@landfall/kit/policy/noun';
import type { Viewer } from '@landfall/kit/viewer/viewer';
import { hasRole } from '@landfall/kit/viewer/viewer';
import { SUPERVISORS } from '../role/roles.ts';
import { isChargeable, lacksPrice } from '../service-item/service-item.ts';
import { ConfirmedVia } from '../service-record/service-record.state.ts';
import type { DispatchOrder } from './dispatch-order.entity.ts';
import { dispatchOrderMachine } from './dispatch-order.machine.ts';
import { dispatchOrderPolicy } from './dispatch-order.policy.ts';
import { DispatchOrderState } from './dispatch-order.state.ts';

/** What of an order its actions depend on. */
export type ActionFacts = Pick<
  DispatchOrder,
  'state' | 'consultantId' | 'serviceItems' | 'priceAcceptedBy' | 'nextOrderId'
> & {
  readonly confirmedVia?: ConfirmedVia | null;
};

/** What this viewer may do to a visit now, likeliest first; what would be refused for another reason than the state is left out too. */
export function dispatchOrderActions(viewer: Viewer, facts: ActionFacts): string[] {
  const order = facts as DispatchOrder;
  return actionsOf(dispatchOrderMachine, dispatchOrderPolicy, viewer, order).filter((action) => {
    if (action === 'acceptPrice') return !isPriceSettled(order);
    if (action === 'redispatch') return !order.nextOrderId;
    if (action === 'dispute') return mayDispute(order.state, facts.confirmedVia ?? null);
    if (action === 'record') return !(order.state === DispatchOrderState.DISPUTED && order.nextOrderId);
    return true;
  });
}

/** Nothing chargeable, or every price named and accepted by somebody at the customer (R6). */
export function isPriceSettled({
  serviceItems,
  priceAcceptedBy,
}: Pick<DispatchOrder, 'serviceItems' | 'priceAcceptedBy'>): boolean {
  return !isChargeable(serviceItems) || (!lacksPrice(serviceItems) && Boolean(priceAcceptedBy));
}

/** What the customer confirmed here in the portal is confirmed; what was on the consultant's phone, or is only recorded, may be disputed. */
export function mayDispute(state: DispatchOrderState, confirmedVia: ConfirmedVia | null): boolean {
  return state === DispatchOrderState.RECORDED || confirmedVia === ConfirmedVia.DEVICE;
}

/** Candidates are for those who send people out. */
export function maySeeCandidates(viewer: Viewer): boolean {
  return viewer.surface === 'desk' && hasRole(viewer, 'system', ...SUPERVISORS);
}
