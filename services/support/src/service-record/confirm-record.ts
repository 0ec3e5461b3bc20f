import { Problem } from '@landfall/kit/problem/problem';
import type { UnitOfWork } from '@landfall/kit/tenancy/unit-of-work';
import { tellOrder, tellTicket } from '../activity/tell.ts';
import { tidy } from '../text/words.ts';
import { Ticket } from '../ticket/ticket.entity.ts';
import { TicketState } from '../ticket/ticket.state.ts';
import { loadRecord } from './load-record.ts';
import type { ConfirmServiceRecordInput } from './service-record.inputs.ts';
import { ConfirmedVia, ServiceResult } from './service-record.state.ts';

/**
 * The customer confirms exactly this content and rates it, on the consultant's device or in the portal (R4). That closes
 * the ticket: one confirmation, not two; unsolved, the ticket is open again.
 */
export async function confirmServiceRecord(unit: UnitOfWork, input: ConfirmServiceRecordInput): Promise<string> {
  const { record, order } = await loadRecord(unit, input.recordId, 'confirm');
  if (record.contentHash !== input.contentHash) throw new Problem('CONFLICT', 'record.hashDiffers', ['contentHash']);
  unit.transition(order, 'confirm');
  record.rating = input.rating;
  record.opinion = tidy(input.opinion);
  record.signatoryName = tidy(input.signatoryName);
  record.customerSignature = tidy(input.customerSignature);
  record.confirmedAt = unit.now;
  record.confirmedVia = unit.viewer.surface === 'portal' ? ConfirmedVia.PORTAL : ConfirmedVia.DEVICE;
  record.confirmedById = unit.viewer.membershipId;
  const { id, customerId } = record;
  unit.announce({
    event: 'serviceRecordConfirmed',
    noun: 'serviceRecord',
    id,
    customerId,
    ids: { dispatchOrder: order.id },
  });
  await tellOrder(unit, order, {
    action: 'record.confirm',
    event: 'visitConfirmed',
    note: record.opinion ?? null,
    detail: {
      via: record.confirmedVia,
      rating: record.rating,
      signatory: record.signatoryName,
      revision: record.revision,
    },
  });
  const ticket = await unit.find(Ticket, { id: order.ticketId });
  if (ticket?.state === TicketState.RESOLVED) settle(unit, ticket, record.result);
  return record.id;
}

function settle(unit: UnitOfWork, ticket: Ticket, result: ServiceResult): void {
  if (result === ServiceResult.NOT_SOLVED) {
    unit.transition(ticket, 'reopen');
    tellTicket(unit, ticket, { action: 'ticket.reopen', event: 'ticketReopened', detail: { result } });
    return;
  }
  unit.transition(ticket, 'confirm');
  ticket.closedAt = unit.now;
  tellTicket(unit, ticket, { action: 'ticket.confirm', event: 'ticketConfirmed', detail: { by: 'record' } });
}
