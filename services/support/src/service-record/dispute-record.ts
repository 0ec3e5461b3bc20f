import { Problem } from '@landfall/kit/problem/problem';
import type { UnitOfWork } from '@landfall/kit/tenancy/unit-of-work';
import { tellOrder } from '../activity/tell.ts';
import { mayDispute } from '../dispatch-order/dispatch-order-actions.ts';
import { required } from '../text/words.ts';
import { Ticket } from '../ticket/ticket.entity.ts';
import { TicketState } from '../ticket/ticket.state.ts';
import { loadRecord } from './load-record.ts';

/**
 * The customer says in the portal that a record, or what was confirmed on the consultant's device, isn't so. The ticket is
 * open again; a supervisor sends somebody, or the consultant corrects the record.
 */
export async function disputeServiceRecord(
  unit: UnitOfWork,
  { id, reason }: { readonly id: string; readonly reason: string },
): Promise<string> {
  const { record, order } = await loadRecord(unit, id, 'dispute');
  if (!mayDispute(order.state, record.confirmedVia ?? null))
    throw new Problem('CONFLICT', 'record.confirmedInPortal', ['id']);
  const note = required(reason, 'reason', 1000);
  unit.transition(order, 'dispute');
  record.disputedAt = unit.now;
  record.disputeReason = note;
  const ticket = await unit.find(Ticket, { id: order.ticketId });
  if (ticket && (ticket.state === TicketState.RESOLVED || ticket.state === TicketState.CLOSED)) {
    unit.transition(ticket, 'reopen');
    ticket.closedAt = null;
  }
  const { customerId } = record;
  unit.announce({
    event: 'serviceRecordDisputed',
    noun: 'serviceRecord',
    id,
    customerId,
    ids: { dispatchOrder: order.id },
  });
  await tellOrder(unit, order, { action: 'record.dispute', event: 'visitDisputed', note });
  return record.id;
}
