import type { UnitOfWork } from '@landfall/kit/tenancy/unit-of-work';
import type { DispatchOrder } from '../dispatch-order/dispatch-order.entity.ts';
import type { Ticket } from '../ticket/ticket.entity.ts';
import { Activity } from './activity.entity.ts';

/** Something that happened, as the story keeps it and the event tells it. */
export interface Happening {
  /** Line of the story, e.g. `order.assign`. */
  readonly action: string;
  /** Past tense, e.g. `dispatchOrderAssigned`. */
  readonly event: string;
  /** For everybody who sees the line. */
  readonly note?: string | null;
  /** For the partner's own people, on a line the customer sees too. */
  readonly staffNote?: string | null;
  /** Values the words of the line name; what is null is left out. */
  readonly detail?: Readonly<Record<string, string | number | null | undefined>>;
  /** Left out: the customer sees it. */
  readonly customerVisible?: boolean;
}

/** Writes a line of a ticket's story, moves the ticket to the top, and announces it. */
export function tellTicket(unit: UnitOfWork, ticket: Ticket, what: Happening): void {
  ticket.updatedAt = unit.now;
  line(unit, { ticketId: ticket.id, orderId: null, customerId: ticket.customerId }, what);
  unit.announce({ event: what.event, noun: 'ticket', id: ticket.id, customerId: ticket.customerId });
}

/** The same for a visit: its page and its ticket's are both told. */
export async function tellOrder(unit: UnitOfWork, order: DispatchOrder, what: Happening): Promise<void> {
  const { id, ticketId, customerId } = order;
  line(unit, { ticketId, orderId: id, customerId }, what);
  unit.announce({ event: what.event, noun: 'dispatchOrder', id, customerId, ids: { ticket: ticketId } });
  unit.announce({ event: 'ticketUpdated', noun: 'ticket', id: ticketId, customerId, ids: { dispatchOrder: id } });
  // Not through the entity: the ticket's own version is for those who change the ticket.
  await unit.execute('update support.ticket set updated_at = ? where tenant_id = ? and id = ?', [
    unit.now.toString(),
    unit.tenant,
    ticketId,
  ]);
}

function line(
  unit: UnitOfWork,
  about: { ticketId: string; orderId: string | null; customerId: string },
  what: Happening,
): void {
  const { action, note = null, staffNote = null, detail = {}, customerVisible = true } = what;
  unit.create(Activity, {
    ...about,
    at: unit.now,
    action,
    actorId: unit.viewer.membershipId,
    actorName: unit.viewer.name,
    note,
    staffNote,
    detail: Object.entries(detail).flatMap(([key, value]) =>
      value === null || value === undefined ? [] : [{ key, value: String(value) }],
    ),
    customerVisible,
  });
}
