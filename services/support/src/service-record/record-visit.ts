import { invalid, Problem } from '@landfall/kit/problem/problem';
import type { UnitOfWork } from '@landfall/kit/tenancy/unit-of-work';
import { tellOrder } from '../activity/tell.ts';
import { DispatchOrderState } from '../dispatch-order/dispatch-order.state.ts';
import { loadOrder } from '../dispatch-order/load-order.ts';
import { lacksPrice, serviceItemsOf } from '../service-item/service-item.ts';
import { tidy } from '../text/words.ts';
import { Ticket } from '../ticket/ticket.entity.ts';
import { TicketState } from '../ticket/ticket.state.ts';
import { serviceRecordHash } from './service-record.canonical.ts';
import { ServiceRecord } from './service-record.entity.ts';
import type { RecordVisitInput } from './service-record.inputs.ts';
import { ServiceResult } from './service-record.state.ts';

/**
 * The record of a visit, or a correction of it: always another revision, and what was confirmed before needs a new
 * confirmation (R4). The content a phone sends again has one effect. Its clock is not trusted: `receivedAt` is ours.
 */
export async function recordVisit(unit: UnitOfWork, input: RecordVisitInput): Promise<string> {
  const order = await loadOrder(unit, input.orderId, 'record', input.expectedVersion);
  if (order.nextOrderId) throw new Problem('CONFLICT', 'dispatchOrder.redispatched', ['id']);
  if (Temporal.Instant.compare(input.leftAt, input.arrivedAt) < 0)
    throw invalid('record.leftBeforeArrived', ['leftAt']);
  const items = serviceItemsOf(input.serviceItems);
  if (lacksPrice(items)) throw invalid('serviceItem.priceMissing', ['serviceItems']);
  await requireHash(input);
  const before = order.recordId ? await unit.find(ServiceRecord, { id: order.recordId }) : null;
  if (before && before.contentHash === input.contentHash && order.state !== DispatchOrderState.DISPUTED)
    return order.id;

  const record = unit.create(ServiceRecord, {
    orderId: order.id,
    customerId: order.customerId,
    revision: (before?.revision ?? 0) + 1,
    contactName: tidy(input.contactName) ?? '',
    address: tidy(input.address) ?? '',
    howToGetThere: tidy(input.howToGetThere),
    productName: tidy(input.productName),
    productVersion: tidy(input.productVersion),
    serial: tidy(input.serial),
    symptom: tidy(input.symptom) ?? '',
    diagnosis: tidy(input.diagnosis) ?? '',
    steps: tidy(input.steps) ?? '',
    serviceItems: items,
    arrivedAt: input.arrivedAt,
    leftAt: input.leftAt,
    result: input.result,
    headquartersIssue: tidy(input.headquartersIssue),
    followUpNumber: tidy(input.followUpNumber),
    contentHash: input.contentHash,
    consultantSignature: tidy(input.consultantSignature),
    recordedById: unit.viewer.membershipId,
    receivedAt: unit.now,
  });
  const from = order.state;
  unit.transition(order, 'record');
  order.recordId = record.id;
  order.leftAt = input.leftAt;
  const ticket = await unit.find(Ticket, { id: order.ticketId });
  if (ticket) resolveBy(unit, ticket, record, from, before);
  await tellOrder(unit, order, {
    action: before ? 'record.revise' : 'order.record',
    event: before ? 'serviceRecordRevised' : 'visitRecorded',
    detail: { revision: record.revision, result: record.result },
  });
  return order.id;
}

/** @throws Problem CONFLICT where what is sent isn't what was hashed, so not what anybody signs */
async function requireHash(input: RecordVisitInput): Promise<void> {
  const { arrivedAt, leftAt, contentHash, ...content } = input;
  const hash = await serviceRecordHash({ ...content, arrivedAt: arrivedAt.toString(), leftAt: leftAt.toString() });
  if (hash !== contentHash) throw new Problem('CONFLICT', 'record.hashDiffers', ['contentHash']);
}

/** The ticket waits for the customer's word. One that has gone on by itself since (taken up, sent out again) is left alone. */
function resolveBy(
  unit: UnitOfWork,
  ticket: Ticket,
  record: ServiceRecord,
  from: DispatchOrderState,
  before: ServiceRecord | null,
): void {
  const openedByThisVisit = from === DispatchOrderState.DISPUTED || before?.result === ServiceResult.NOT_SOLVED;
  if (ticket.state === TicketState.DISPATCHED && !before) unit.transition(ticket, 'resolve');
  else if (ticket.state === TicketState.OPEN && before && openedByThisVisit) unit.transition(ticket, 'resolve');
  else if (ticket.state === TicketState.CLOSED && before) unit.transition(ticket, 'revise');
  else if (ticket.state !== TicketState.RESOLVED) return;
  ticket.solution = record.steps;
  ticket.closedAt = null;
}
