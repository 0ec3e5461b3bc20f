import type { UnitOfWork } from '@landfall/kit/tenancy/unit-of-work';
import { loadExplained, type Reasons } from '../refusal/load-explained.ts';
import { DispatchOrder } from './dispatch-order.entity.ts';

const CONTACT_FIRST = 'dispatchOrder.contactFirst';
const SCHEDULE_FIRST = 'dispatchOrder.scheduleFirst';
const beforeContact = {
  schedule: CONTACT_FIRST,
  reschedule: CONTACT_FIRST,
  depart: CONTACT_FIRST,
  arrive: CONTACT_FIRST,
  record: CONTACT_FIRST,
};

/** What has to come first, where somebody is a step ahead. */
const reasons: Reasons = {
  RECEIVED: { ...beforeContact, contact: 'dispatchOrder.assignFirst' },
  ASSIGNED: beforeContact,
  CONTACTED: { reschedule: SCHEDULE_FIRST, depart: SCHEDULE_FIRST, arrive: SCHEDULE_FIRST, record: SCHEDULE_FIRST },
  SCHEDULED: { record: 'dispatchOrder.arriveFirst', arrive: 'dispatchOrder.departFirst' },
  EN_ROUTE: { record: 'dispatchOrder.arriveFirst' },
};

/** The door to a visit that will change, with refusals that say what comes first. @throws Problem as `load` does */
export function loadOrder(
  unit: UnitOfWork,
  id: string,
  action: string,
  expectedVersion?: number | null,
): Promise<DispatchOrder> {
  return loadExplained(unit, DispatchOrder, id, action, expectedVersion, reasons);
}
