import { promiseShape } from '@landfall/kit/ledger/service-promise.shape';
import type { Shape } from '@landfall/kit/rows/shape';
import { activityShape } from '../activity/activity.shape.ts';
import { customerCard } from '../customer/customer.card.ts';
import { memberCard } from '../member/member.card.ts';
import { serviceRecordShape } from '../service-record/service-record.shape.ts';
import { ticketShape } from '../ticket/ticket.shape.ts';

/** How dispatch orders are read. */
export const dispatchOrderShape: Shape = {
  table: 'support.dispatch_order',
  alias: 'o',
  customer: 'o.customer_id',
  columns: {
    id: 'o.id',
    number: 'o.number',
    state: 'o.state',
    ticketId: 'o.ticket_id',
    ticket: {
      below: { shape: () => ticketShape, on: 't.tenant_id = o.tenant_id and t.id = o.ticket_id', single: true },
    },
    customerId: 'o.customer_id',
    customer: { card: customerCard },
    entitlement: 'o.entitlement',
    productName: 'o.product_name',
    productLine: 'o.product_line',
    productVersion: 'o.product_version',
    serial: 'o.serial',
    symptom: 'o.symptom',
    stepsTried: 'o.steps_tried',
    severity: 'o.severity',
    divisionCode: 'o.division_code',
    divisionName: 'o.division_name',
    address: 'o.address',
    howToGetThere: 'o.how_to_get_there',
    isRemote: 'o.is_remote',
    contactName: 'o.contact_name',
    contactPhone: 'o.contact_phone',
    receivedAt: 'o.received_at',
    serviceItems: 'o.service_items',
    priceAcceptedBy: 'o.price_accepted_by',
    priceAcceptedAt: 'o.price_accepted_at',
    outOfTermReason: 'o.out_of_term_reason',
    remoteReason: 'o.remote_reason',
    remoteAllowanceHours: 'o.remote_allowance_hours',
    supervisor: { card: memberCard('supervisor_id') },
    consultantId: 'o.consultant_id',
    consultant: { card: memberCard('consultant_id') },
    appointmentAt: 'o.appointment_at',
    appointmentUntil: 'o.appointment_until',
    departedAt: 'o.departed_at',
    arrivedAt: 'o.arrived_at',
    leftAt: 'o.left_at',
    contactAttempts: 'o.contact_attempts',
    waitingForCustomer: 'o.waiting_for_customer',
    nextOrderId: 'o.next_order_id',
    confirmedVia:
      '(select r.confirmed_via from support.service_record r where r.tenant_id = o.tenant_id and r.id = o.record_id)',
    promises: {
      below: {
        shape: () => promiseShape,
        on: 'p.tenant_id = o.tenant_id and p.noun_id = o.id',
        orderBy: 'p.due_at, p.id',
      },
    },
    record: {
      below: { shape: () => serviceRecordShape, on: 'r.tenant_id = o.tenant_id and r.id = o.record_id', single: true },
    },
    activities: {
      below: {
        shape: () => activityShape,
        on: 'a.tenant_id = o.tenant_id and a.order_id = o.id',
        orderBy: 'a.at, a.id',
        limit: 500,
      },
    },
    candidates: { needs: ['id', 'productLine', 'divisionCode', 'appointmentAt'] },
    actions: { needs: ['state', 'consultantId', 'serviceItems', 'priceAcceptedBy', 'nextOrderId', 'confirmedVia'] },
    version: 'o.version',
  },
};
