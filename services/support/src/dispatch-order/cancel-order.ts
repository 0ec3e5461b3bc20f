import { endPromises } from '@landfall/kit/ledger/service-promises';
import type { UnitOfWork } from '@landfall/kit/tenancy/unit-of-work';
import { tellOrder } from '../activity/tell.ts';
import { required } from '../text/words.ts';
import { Ticket } from '../ticket/ticket.entity.ts';
import { TicketState } from '../ticket/ticket.state.ts';
import { loadOrder } from './load-order.ts';

/** What the mutation takes. */
export interface Cancellation {
  readonly id: string;
  readonly reason: string;
  readonly expectedVersion?: number | null | undefined;
}

/** Nobody goes: nothing is owed any more, and the ticket is open again. */
export async function cancelOrder(unit: UnitOfWork, { id, reason, expectedVersion }: Cancellation): Promise<string> {
  const order = await loadOrder(unit, id, 'cancel', expectedVersion);
  const note = required(reason, 'reason', 500);
  unit.transition(order, 'cancel');
  order.waitingForCustomer = false;
  await endPromises(unit, order.id, unit.now);
  const ticket = await unit.find(Ticket, { id: order.ticketId });
  if (ticket?.state === TicketState.DISPATCHED) unit.transition(ticket, 'return');
  await tellOrder(unit, order, { action: 'order.cancel', event: 'dispatchOrderCancelled', note });
  return order.id;
}
