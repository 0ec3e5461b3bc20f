import { promiseShape } from '@landfall/kit/ledger/service-promise.shape';
import type { Shape } from '@landfall/kit/rows/shape';
import { activityShape } from '../activity/activity.shape.ts';
import { customerCard } from '../customer/customer.card.ts';
import { dispatchOrderShape } from '../dispatch-order/dispatch-order.shape.ts';
import { memberCard } from '../member/member.card.ts';

/** How tickets are read. */
export const ticketShape: Shape = {
  table: 'support.ticket',
  alias: 't',
  customer: 't.customer_id',
  columns: {
    id: 't.id',
    number: 't.number',
    state: 't.state',
    severity: 't.severity',
    symptom: 't.symptom',
    stepsTried: 't.steps_tried',
    solution: 't.solution',
    customerId: 't.customer_id',
    customer: { card: customerCard },
    contactName: 't.contact_name',
    contactPhone: 't.contact_phone',
    registeredProductId: 't.registered_product_id',
    productName: 't.product_name',
    productLine: 't.product_line',
    productVersion: 't.product_version',
    serial: 't.serial',
    takenBy: { card: memberCard('taken_by_id') },
    raisedAt: 't.raised_at',
    updatedAt: 't.updated_at',
    closedAt: 't.closed_at',
    waitingReason: 't.waiting_reason',
    entitlement: 't.entitlement',
    promises: {
      below: {
        shape: () => promiseShape,
        on: 'p.tenant_id = t.tenant_id and p.noun_id in (select d.id from support.dispatch_order d where d.tenant_id = t.tenant_id and d.ticket_id = t.id)',
        orderBy: 'p.due_at, p.id',
      },
    },
    orders: {
      below: {
        shape: () => dispatchOrderShape,
        on: 'o.tenant_id = t.tenant_id and o.ticket_id = t.id',
        orderBy: 'o.received_at, o.id',
      },
    },
    activities: {
      below: {
        shape: () => activityShape,
        on: 'a.tenant_id = t.tenant_id and a.ticket_id = t.id',
        orderBy: 'a.at, a.id',
        limit: 500,
      },
    },
    actions: { needs: ['state'] },
    version: 't.version',
  },
};
