import { Problem } from '@landfall/kit/problem/problem';
import type { UnitOfWork } from '@landfall/kit/tenancy/unit-of-work';
import { tellOrder } from '../activity/tell.ts';
import { Ticket } from '../ticket/ticket.entity.ts';
import { TicketState } from '../ticket/ticket.state.ts';
import { loadOrder } from './load-order.ts';
import { makeOrder } from './make-order.ts';
import type { Step } from './travel.ts';

/**
 * Sends somebody again for a disputed visit: another order with promises of its own, under the terms of the first. The
 * disputed one stays as it is, linked.
 * @returns id of the new order
 */
export async function redispatchOrder(unit: UnitOfWork, { id, expectedVersion }: Step): Promise<string> {
  const order = await loadOrder(unit, id, 'redispatch', expectedVersion);
  if (order.nextOrderId) throw new Problem('CONFLICT', 'dispatchOrder.redispatched', ['id']);
  const ticket = await unit.find(Ticket, { id: order.ticketId });
  if (!ticket) throw new Error('an order has its ticket');
  leadToDispatched(unit, ticket);
  const {
    ticketId,
    customerId,
    symptom,
    severity,
    serviceItems,
    isRemote,
    remoteAllowanceHours,
    entitlement,
    registeredProductId,
  } = order;
  const { productName, productLine, productVersion, serial, stepsTried, siteId, divisionCode, divisionName, address } =
    order;
  const { howToGetThere, contactName, contactPhone, priceAcceptedBy, priceAcceptedAt, outOfTermReason, remoteReason } =
    order;
  const next = await makeOrder(unit, {
    ...{
      ticketId,
      customerId,
      symptom,
      severity,
      serviceItems,
      isRemote,
      remoteAllowanceHours,
      entitlement,
      registeredProductId,
    },
    ...{ productName, productLine, productVersion, serial, stepsTried, siteId, divisionCode, divisionName, address },
    ...{ howToGetThere, contactName, contactPhone, priceAcceptedBy, priceAcceptedAt, outOfTermReason, remoteReason },
    previousOrderId: order.id,
  });
  order.nextOrderId = next.id;
  await tellOrder(unit, order, {
    action: 'order.redispatch',
    event: 'dispatchOrderRedispatched',
    detail: { number: next.number },
  });
  return next.id;
}

/** @throws Problem CONFLICT where somebody is on the way already */
function leadToDispatched(unit: UnitOfWork, ticket: Ticket): void {
  if (ticket.state === TicketState.DISPATCHED) throw new Problem('CONFLICT', 'ticket.visitOpen', ['id']);
  if (ticket.state === TicketState.WAITING) unit.transition(ticket, 'resume');
  if (ticket.state === TicketState.RESOLVED || ticket.state === TicketState.CLOSED) unit.transition(ticket, 'reopen');
  unit.transition(ticket, 'dispatch');
  ticket.closedAt = null;
  ticket.waitingReason = null;
}
