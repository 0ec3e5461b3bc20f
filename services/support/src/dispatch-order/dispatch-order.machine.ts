import { machine } from '@landfall/kit/machine/machine';
import { DispatchOrderState } from './dispatch-order.state.ts';

const { RECEIVED, ASSIGNED, CONTACTED, SCHEDULED, EN_ROUTE, ON_SITE, RECORDED, CONFIRMED, DISPUTED, CANCELLED } =
  DispatchOrderState;

/**
 * A visit's way. What was agreed with the customer stands when another consultant takes over, so assigning again keeps the
 * state. A correction of the record is `record` once more, and asks for a new confirmation (R4). A disputed order stays
 * disputed when another one makes it good.
 */
export const dispatchOrderMachine = machine<DispatchOrderState>({
  RECEIVED: { assign: ASSIGNED, acceptPrice: RECEIVED, cancel: CANCELLED },
  ASSIGNED: { contact: CONTACTED, acceptPrice: ASSIGNED, assign: ASSIGNED, cancel: CANCELLED },
  CONTACTED: { schedule: SCHEDULED, acceptPrice: CONTACTED, assign: CONTACTED, cancel: CANCELLED },
  SCHEDULED: { depart: EN_ROUTE, acceptPrice: SCHEDULED, reschedule: SCHEDULED, assign: SCHEDULED, cancel: CANCELLED },
  EN_ROUTE: { arrive: ON_SITE, cancel: CANCELLED },
  ON_SITE: { record: RECORDED },
  RECORDED: { confirm: CONFIRMED, dispute: DISPUTED, record: RECORDED },
  CONFIRMED: { dispute: DISPUTED, record: RECORDED },
  DISPUTED: { redispatch: DISPUTED, record: RECORDED },
  CANCELLED: {},
});
