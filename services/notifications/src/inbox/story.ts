import type { BusEvent } from '@landfall/kit/event-bus/event-bus';
import type { UnitOfWork } from '@landfall/kit/tenancy/unit-of-work';

/** A ticket as the news of it need it. */
export interface TicketFacts {
  readonly id: string;
  readonly number: string;
  readonly customer_id: string;
  readonly taken_by_id: string | null;
  readonly raised_by_id: string;
}

/** A visit as the news of it need it. */
export interface OrderFacts {
  readonly id: string;
  readonly number: string;
  readonly customer_id: string;
  readonly consultant_id: string | null;
  readonly division_code: string | null;
  /** ISO instant. */
  readonly appointment_at: string | null;
  readonly raised_by_id: string;
}

/** Who did something of a story, and whether the customer sees it. */
export interface Deed {
  readonly actor_id: string | null;
  readonly customer_visible: boolean;
}

export async function ticketOf(unit: UnitOfWork, id: string): Promise<TicketFacts | undefined> {
  const [ticket] = await unit.execute<TicketFacts>(
    'select id, number, customer_id, taken_by_id, raised_by_id from support.ticket_card where id = ?',
    [id],
  );
  return ticket;
}

export async function orderOf(unit: UnitOfWork, id: string): Promise<OrderFacts | undefined> {
  const [order] = await unit.execute<OrderFacts>(
    `select id, number, customer_id, consultant_id, division_code, raised_by_id,
       to_char(appointment_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as appointment_at from support.order_card where id = ?`,
    [id],
  );
  return order;
}

/** The line of the story an event was announced with: the last before it, since ids are made in the order of time (UUIDv7). */
export async function deedOf(unit: UnitOfWork, event: BusEvent, action: string): Promise<Deed> {
  const column = event.noun === 'ticket' ? 'ticket_id' : 'order_id';
  const [deed] = await unit.execute<Deed>(
    `select actor_id, customer_visible from support.activity_card where ${column} = ? and action = ? and id < ? order by id desc limit 1`,
    [event.nounId, action, event.id],
  );
  return deed ?? { actor_id: null, customer_visible: true };
}
