import { Problem } from '@landfall/kit/problem/problem';
import type { UnitOfWork } from '@landfall/kit/tenancy/unit-of-work';
import { tellTicket } from '../activity/tell.ts';
import { DispatchOrderState } from '../dispatch-order/dispatch-order.state.ts';
import { required } from '../text/words.ts';
import { loadTicket } from './load-ticket.ts';
import { TicketState } from './ticket.state.ts';

/** Which ticket, as the sender saw it. */
export interface TicketStep {
  readonly id: string;
  readonly expectedVersion?: number | null | undefined;
}

/** Somebody answers for it. */
export async function takeTicket(unit: UnitOfWork, { id, expectedVersion }: TicketStep): Promise<string> {
  const ticket = await loadTicket(unit, id, 'take', expectedVersion);
  unit.transition(ticket, 'take');
  ticket.takenById = unit.viewer.membershipId;
  tellTicket(unit, ticket, { action: 'ticket.take', event: 'ticketTaken' });
  return ticket.id;
}

/** Something is awaited from the customer, who reads the reason. */
export async function waitTicket(
  unit: UnitOfWork,
  { id, reason, expectedVersion }: TicketStep & { readonly reason: string },
): Promise<string> {
  const ticket = await loadTicket(unit, id, 'wait', expectedVersion);
  ticket.waitingReason = required(reason, 'reason', 500);
  unit.transition(ticket, 'wait');
  tellTicket(unit, ticket, { action: 'ticket.wait', event: 'ticketWaiting', note: ticket.waitingReason });
  return ticket.id;
}

/** The customer is no longer awaited. */
export async function resumeTicket(unit: UnitOfWork, { id, expectedVersion }: TicketStep): Promise<string> {
  const ticket = await loadTicket(unit, id, 'resume', expectedVersion);
  unit.transition(ticket, 'resume');
  ticket.waitingReason = null;
  tellTicket(unit, ticket, { action: 'ticket.resume', event: 'ticketResumed' });
  return ticket.id;
}

/** Solved without a visit; one on its way is recorded or cancelled first. */
export async function resolveTicket(
  unit: UnitOfWork,
  { id, solution, expectedVersion }: TicketStep & { readonly solution: string },
): Promise<string> {
  const ticket = await loadTicket(unit, id, 'resolve', expectedVersion);
  if (ticket.state === TicketState.DISPATCHED) throw new Problem('CONFLICT', 'ticket.visitOpen', ['state']);
  ticket.solution = required(solution, 'solution', 4000);
  unit.transition(ticket, 'resolve');
  tellTicket(unit, ticket, { action: 'ticket.resolve', event: 'ticketResolved', note: ticket.solution });
  return ticket.id;
}

/** Not solved after all. */
export async function reopenTicket(
  unit: UnitOfWork,
  { id, reason, expectedVersion }: TicketStep & { readonly reason: string },
): Promise<string> {
  const ticket = await loadTicket(unit, id, 'reopen', expectedVersion);
  const note = required(reason, 'reason', 1000);
  unit.transition(ticket, 'reopen');
  ticket.closedAt = null;
  tellTicket(unit, ticket, { action: 'ticket.reopen', event: 'ticketReopened', note });
  return ticket.id;
}

/** The customer confirms what was solved without a visit; after one, the record is confirmed instead: one confirmation, not two. */
export async function confirmTicket(unit: UnitOfWork, { id, expectedVersion }: TicketStep): Promise<string> {
  const ticket = await loadTicket(unit, id, 'confirm', expectedVersion);
  const [open] = await unit.execute(
    'select id from support.dispatch_order where tenant_id = ? and ticket_id = ? and state = ? limit 1',
    [unit.tenant, ticket.id, DispatchOrderState.RECORDED],
  );
  if (open) throw new Problem('CONFLICT', 'ticket.confirmRecord', ['id']);
  unit.transition(ticket, 'confirm');
  ticket.closedAt = unit.now;
  tellTicket(unit, ticket, { action: 'ticket.confirm', event: 'ticketConfirmed' });
  return ticket.id;
}

/** Adds to the story. What a customer writes the customer sees; what staff write stays at the desk unless they say so. */
export async function noteTicket(
  unit: UnitOfWork,
  {
    id,
    text,
    customerVisible,
  }: { readonly id: string; readonly text: string; readonly customerVisible?: boolean | null | undefined },
): Promise<string> {
  const ticket = await loadTicket(unit, id, 'note');
  tellTicket(unit, ticket, {
    action: 'ticket.note',
    event: 'ticketNoted',
    note: required(text, 'text', 4000),
    customerVisible: unit.viewer.surface === 'portal' || Boolean(customerVisible),
  });
  return ticket.id;
}
