import type { Consumer } from '@landfall/kit/service/service';
import type { UnitOfWork } from '@landfall/kit/tenancy/unit-of-work';
import { isNews } from './age.ts';
import { InboxKind } from './inbox.kind.ts';
import { customerPeople, staffMember, staffWith } from './people.ts';
import { type TicketFacts, ticketNews } from './story.ts';
import { type Recipient, tell } from './tell.ts';

/** What is told at the desk where the customer did it, and in the portal where the partner did. */
interface Sides {
  readonly action: string;
  readonly byCustomer?: InboxKind;
  readonly byPartner?: InboxKind;
}

const SIDES: Readonly<Record<string, Sides>> = {
  ticketRaised: { action: 'ticket.raise', byCustomer: InboxKind.TICKET_RAISED },
  ticketNoted: { action: 'ticket.note', byCustomer: InboxKind.TICKET_REPLIED, byPartner: InboxKind.TICKET_ANSWERED },
  ticketReopened: { action: 'ticket.reopen', byCustomer: InboxKind.TICKET_REOPENED },
  ticketWaiting: { action: 'ticket.wait', byPartner: InboxKind.TICKET_WAITING },
  ticketResolved: { action: 'ticket.resolve', byPartner: InboxKind.TICKET_RESOLVED },
};

/** Whoever answers for the ticket; the hotline where nobody does yet. */
async function deskOf(unit: UnitOfWork, ticket: TicketFacts): Promise<Recipient[]> {
  const answering = await staffMember(unit, ticket.taken_by_id);
  return answering.length > 0 ? answering : staffWith(unit, ['hotline_consultant']);
}

/** What one side of a ticket does is told to the other. A remark among the partner's own people is told to nobody outside. */
export const ticketNewsConsumer: Consumer = {
  name: 'notifications.ticket-news',
  events: Object.keys(SIDES),
  async handle(unit, event) {
    const sides = SIDES[event.event];
    const ticket = sides && isNews(event, unit.now) ? await ticketNews(unit, event, sides.action) : undefined;
    if (!sides || !ticket) return;
    const { by_customer: isByCustomer, actor_id: actorId } = ticket;
    const kind = isByCustomer ? sides.byCustomer : sides.byPartner;
    if (!kind || (!isByCustomer && !ticket.customer_visible)) return;
    const people = isByCustomer
      ? await deskOf(unit, ticket)
      : await customerPeople(unit, ticket.customer_id, ['customer_admin'], ticket.raised_by_id);
    await tell(unit, people, {
      kind,
      noun: 'ticket',
      nounId: ticket.id,
      number: ticket.number,
      actorId,
      aboutCustomerId: ticket.customer_id,
    });
  },
};
