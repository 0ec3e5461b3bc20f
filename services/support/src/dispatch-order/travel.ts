import { keepPromise } from '@landfall/kit/ledger/service-promises';
import { invalid } from '@landfall/kit/problem/problem';
import type { UnitOfWork } from '@landfall/kit/tenancy/unit-of-work';
import { tellOrder } from '../activity/tell.ts';
import { lacksPrice } from '../service-item/service-item.ts';
import { isPriceSettled } from './dispatch-order-actions.ts';
import { loadOrder } from './load-order.ts';

/** What the mutations take. */
export interface Step {
  readonly id: string;
  readonly expectedVersion?: number | null | undefined;
}

/** The consultant sets out. Not before the customer has accepted the price of what is chargeable (R6). */
export async function departForVisit(unit: UnitOfWork, { id, expectedVersion }: Step): Promise<string> {
  const order = await loadOrder(unit, id, 'depart', expectedVersion);
  if (!isPriceSettled(order)) {
    const fields = [
      ...(lacksPrice(order.serviceItems) ? ['serviceItems'] : []),
      ...(order.priceAcceptedBy ? [] : ['priceAcceptedBy']),
    ];
    throw invalid('dispatchOrder.priceOpen', fields);
  }
  unit.transition(order, 'depart');
  order.departedAt = unit.now;
  await tellOrder(unit, order, { action: 'order.depart', event: 'consultantDeparted' });
  return order.id;
}

/** The consultant is there: the on-site promise is kept, by the database's clock (R2). */
export async function arriveAtVisit(unit: UnitOfWork, { id, expectedVersion }: Step): Promise<string> {
  const order = await loadOrder(unit, id, 'arrive', expectedVersion);
  unit.transition(order, 'arrive');
  order.arrivedAt = unit.now;
  await keepPromise(unit, order.id, 'ON_SITE', unit.now);
  await tellOrder(unit, order, { action: 'order.arrive', event: 'consultantArrived' });
  return order.id;
}
