import { actionsOf } from '@landfall/kit/policy/noun';
import { allows } from '@landfall/kit/policy/policy';
import type { Viewer } from '@landfall/kit/viewer/viewer';
import type { Ticket } from './ticket.entity.ts';
import { ticketMachine } from './ticket.machine.ts';
import { ticketPolicy } from './ticket.policy.ts';
import { TicketState } from './ticket.state.ts';

/** What this viewer may do to a ticket now, likeliest first. A visit on its way is recorded or cancelled, not resolved past. */
export function ticketActions(viewer: Viewer, row: Pick<Ticket, 'state'>): string[] {
  const ticket = row as Ticket;
  const steps = actionsOf(ticketMachine, ticketPolicy, viewer, ticket);
  const offered = ticket.state === TicketState.DISPATCHED ? steps.filter((action) => action !== 'resolve') : steps;
  return allows(ticketPolicy, viewer, 'note', ticket) ? [...offered, 'note'] : [...offered];
}
