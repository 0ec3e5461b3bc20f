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

/** The line of the story an event was announced with: the last before it, since ids are made in the order of time (UUIDv7). */
const deedBehind = (column: 'ticket_id' | 'order_id'): string =>
  `left join lateral (select a.actor_id, a.customer_visible from support.activity_card a
     where a.${column} = s.id and a.action = ? and a.id < ? order by a.id desc limit 1) d on true`;
const DEED = 'd.actor_id, coalesce(d.customer_visible, true) as customer_visible';

/** The ticket an event is about, and who did it; undefined where it isn't there any more. */
export async function ticketNews(unit: UnitOfWork, event: BusEvent, action: string) {
  const [news] = await unit.execute<TicketFacts & Deed & { readonly by_customer: boolean }>(
    `select s.id, s.number, s.customer_id, s.taken_by_id, s.raised_by_id, ${DEED},
       exists (select from identity.addressee_card p where p.id = d.actor_id and p.customer_id is not null) as by_customer
     from support.ticket_card s ${deedBehind('ticket_id')} where s.id = ?`,
    [action, event.id, event.nounId],
  );
  return news;
}

const ORDER = `s.id, s.number, s.customer_id, s.consultant_id, s.division_code, s.raised_by_id,
  to_char(s.appointment_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as appointment_at`;

export async function orderOf(unit: UnitOfWork, id: string): Promise<OrderFacts | undefined> {
  const [order] = await unit.execute<OrderFacts>(`select ${ORDER} from support.order_card s where s.id = ?`, [id]);
  return order;
}

/** The visit an event is about, and who did it; undefined where it isn't there any more. */
export async function orderNews(unit: UnitOfWork, event: BusEvent, action: string) {
  const [news] = await unit.execute<OrderFacts & Deed>(
    `select ${ORDER}, ${DEED} from support.order_card s ${deedBehind('order_id')} where s.id = ?`,
    [action, event.id, event.nounId],
  );
  return news;
}
