import type { CardView } from '@landfall/kit/service/service';

/** What of the story other services may read to tell whom it concerns: a contract, column by column. */
export const storyCards: readonly CardView[] = [
  {
    name: 'support.ticket_card',
    readers: ['desk'],
    select: `select tenant_id, id, number, customer_id, state, taken_by_id, raised_by_id from support.ticket`,
  },
  {
    name: 'support.order_card',
    readers: ['desk'],
    select: `select o.tenant_id, o.id, o.number, o.ticket_id, o.customer_id, o.state, o.consultant_id, o.division_code, o.product_line,
        o.appointment_at, o.record_id, t.raised_by_id from support.dispatch_order o join support.ticket t on t.tenant_id = o.tenant_id and t.id = o.ticket_id`,
  },
  {
    // Who did what, and whether the customer sees it: never what was said.
    name: 'support.activity_card',
    readers: ['desk'],
    select: `select tenant_id, id, ticket_id, order_id, action, actor_id, at, customer_visible from support.activity`,
  },
];
