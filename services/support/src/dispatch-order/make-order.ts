import { nextNumber } from '@landfall/kit/counter/next-number';
import { makePromise } from '@landfall/kit/ledger/service-promises';
import { writeTokens } from '@landfall/kit/ledger/write-tokens';
import { promiseTerms } from '@landfall/kit/promise/promise-terms';
import type { UnitOfWork } from '@landfall/kit/tenancy/unit-of-work';
import { tellOrder } from '../activity/tell.ts';
import { currentPolicy } from '../partner-policy/current-policy.ts';
import { DispatchOrder } from './dispatch-order.entity.ts';
import { findableOrder } from './order.findable.ts';

/** What a new order is made of, besides what the unit of work knows. */
export type OrderContent = Pick<
  DispatchOrder,
  'ticketId' | 'customerId' | 'symptom' | 'severity' | 'serviceItems' | 'isRemote' | 'remoteAllowanceHours'
> &
  Partial<
    Pick<
      DispatchOrder,
      | 'entitlement'
      | 'registeredProductId'
      | 'productName'
      | 'productLine'
      | 'productVersion'
      | 'serial'
      | 'stepsTried'
      | 'siteId'
      | 'divisionCode'
      | 'divisionName'
      | 'address'
      | 'howToGetThere'
      | 'contactName'
      | 'contactPhone'
      | 'priceAcceptedBy'
      | 'priceAcceptedAt'
      | 'outOfTermReason'
      | 'remoteReason'
      | 'supervisorId'
      | 'previousOrderId'
    >
  >;

/**
 * Receives an order now: its number, what it is found by, and its two promises under the partner's policy in force (R2).
 * A remote allowance is a line of the on-site promise and counted apart (R3).
 */
export async function makeOrder(unit: UnitOfWork, content: OrderContent): Promise<DispatchOrder> {
  const policy = await currentPolicy(unit);
  const number = await nextNumber(unit, 'dispatchOrder', 'D');
  const order = unit.create(DispatchOrder, { ...content, number, receivedAt: unit.now });
  const { id, customerId } = order;
  for (const kind of ['CONTACT', 'ON_SITE'] as const) {
    const terms = promiseTerms(policy, kind, unit.now, { remoteHours: order.remoteAllowanceHours });
    makePromise(unit, { noun: 'dispatchOrder', nounId: id, subject: number, customerId, ownerId: null, terms });
  }
  await writeTokens(unit, findableOrder(order));
  await tellOrder(unit, order, {
    action: 'ticket.dispatch',
    event: 'dispatchOrderReceived',
    note: order.remoteReason ?? null,
    staffNote: order.outOfTermReason ?? null,
    detail: { number, remoteHours: order.remoteAllowanceHours || null, verdict: order.entitlement?.verdict },
  });
  return order;
}
