import type { Shape } from '@landfall/kit/rows/shape';
import { dispatchOrderShape } from '../dispatch-order/dispatch-order.shape.ts';

/** How service records are read. */
export const serviceRecordShape: Shape = {
  table: 'support.service_record',
  alias: 'r',
  customer: 'r.customer_id',
  columns: {
    id: 'r.id',
    order: {
      below: { shape: () => dispatchOrderShape, on: 'o.tenant_id = r.tenant_id and o.id = r.order_id', single: true },
    },
    revision: 'r.revision',
    contactName: 'r.contact_name',
    address: 'r.address',
    howToGetThere: 'r.how_to_get_there',
    productName: 'r.product_name',
    productVersion: 'r.product_version',
    serial: 'r.serial',
    symptom: 'r.symptom',
    diagnosis: 'r.diagnosis',
    steps: 'r.steps',
    serviceItems: 'r.service_items',
    arrivedAt: 'r.arrived_at',
    leftAt: 'r.left_at',
    result: 'r.result',
    headquartersIssue: 'r.headquarters_issue',
    followUpNumber: 'r.follow_up_number',
    contentHash: 'r.content_hash',
    consultantSignature: 'r.consultant_signature',
    receivedAt: 'r.received_at',
    rating: 'r.rating',
    opinion: 'r.opinion',
    signatoryName: 'r.signatory_name',
    customerSignature: 'r.customer_signature',
    confirmedAt: 'r.confirmed_at',
    confirmedVia: 'r.confirmed_via',
    disputedAt: 'r.disputed_at',
    disputeReason: 'r.dispute_reason',
  },
};
