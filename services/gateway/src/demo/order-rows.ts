import { remoteMinutesOf } from '@landfall/kit/promise/promise-changes';
import { tokensOf } from '@landfall/kit/search-token/search-token';
import { serviceRecordHash } from '@landfall/support/service-record/service-record.canonical';
import type { OrderDraft, PromiseDraft, TicketDraft } from './drafts.ts';
import { placeOf } from './order-story.ts';
import type { PartnerWorld } from './partner-world.ts';
import { noteIfBroken } from './promise-story.ts';
import { type DemoRows, instantText } from './rows.ts';

const VISIT = 2 * 3_600_000;

/** What a ticket, and each of its orders, copies of the product. */
export function productColumns({ product }: TicketDraft): object {
  return {
    ...{
      registered_product_id: product?.id ?? null,
      product_name: product?.productName ?? null,
      product_line: product?.line ?? null,
    },
    ...{ product_version: product?.version ?? null, serial: product?.serial ?? null },
  };
}

/** How a ticket or an order is shown among the hits of a search. */
export function subject(
  tenant: string,
  noun: string,
  id: string,
  customerId: string,
  title: string,
  symptom: string,
): object {
  return {
    tenant_id: tenant,
    noun,
    noun_id: id,
    customer_id: customerId,
    title,
    subtitle: [...symptom].slice(0, 120).join(''),
  };
}

/** Writes an order with its record, its promises, and what it is found by. @param hash of its record's content */
export function writeOrder(
  { tables, tokens }: DemoRows,
  world: PartnerWorld,
  order: OrderDraft,
  hash: string | null,
): void {
  const { id, ticket, site, record } = order;
  const { tenant } = world;
  const { customer, product, symptom } = ticket;
  const until = order.appointmentAt === null ? null : order.appointmentAt + VISIT;
  tables['support.dispatch_order'].push({
    ...{
      tenant_id: tenant,
      id,
      number: order.number,
      state: order.state,
      ticket_id: ticket.id,
      customer_id: customer.id,
      entitlement: order.entitlement,
    },
    ...{
      ...productColumns(ticket),
      symptom,
      steps_tried: ticket.stepsTried,
      severity: ticket.severity,
      site_id: site?.id ?? null,
      ...placeColumns(order),
    },
    ...{
      contact_name: ticket.contactName,
      contact_phone: ticket.contactPhone,
      received_at: instantText(order.receivedAt),
      service_items: order.serviceItems,
    },
    ...{
      price_accepted_by: order.priceAcceptedBy,
      price_accepted_at: instantText(order.priceAcceptedAt),
      out_of_term_reason: order.outOfTermReason,
    },
    ...{
      remote_reason: order.remoteReason,
      remote_allowance_hours: order.remoteAllowanceHours,
      supervisor_id: order.supervisorId,
    },
    ...{
      consultant_id: order.consultantId,
      appointment_at: instantText(order.appointmentAt),
      appointment_until: instantText(until),
    },
    ...{
      departed_at: instantText(order.departedAt),
      arrived_at: instantText(order.arrivedAt),
      left_at: instantText(order.leftAt),
    },
    ...{
      contact_attempts: order.contactAttempts,
      waiting_for_customer: order.waitingForCustomer,
      record_id: record?.id ?? null,
    },
    ...{ previous_order_id: order.previousOrderId, next_order_id: order.nextOrderId, version: order.version },
  });
  if (record && hash) tables['support.service_record'].push(recordRow(tenant, order, hash));
  for (const promise of [order.promises.contact, order.promises.onSite]) {
    noteIfBroken(promise, world.now);
    tables['ledger.service_promise'].push(promiseRow(tenant, order, promise));
  }
  tables['ledger.search_subject'].push(subject(tenant, 'dispatchOrder', id, customer.id, order.number, symptom));
  tokens.push({
    ...{ tenant_id: tenant, noun: 'dispatchOrder', noun_id: id, customer_id: customer.id },
    tokens: tokensOf({
      texts: [order.number],
      phones: [ticket.contactPhone],
      serials: product ? [product.serial] : [],
      passages: [symptom],
    }),
  });
}

function placeColumns(order: OrderDraft): object {
  const { site, ticket } = order;
  const place = placeOf(order);
  const { divisionName, address } = site ?? ticket.customer;
  return {
    ...{
      division_code: place.code,
      division_name: divisionName,
      address,
      how_to_get_there: site?.howToGetThere ?? null,
    },
    is_remote: place.isRemote ?? false,
  };
}

function contentOf({ id, ticket, site, record, serviceItems }: OrderDraft) {
  if (!record) return null;
  const { product } = ticket;
  return {
    ...{
      orderId: id,
      contactName: ticket.contactName,
      address: (site ?? ticket.customer).address,
      howToGetThere: site?.howToGetThere ?? null,
    },
    ...{
      productName: product?.productName ?? null,
      productVersion: product?.version ?? null,
      serial: product?.serial ?? null,
    },
    ...{ symptom: ticket.symptom, diagnosis: record.diagnosis, steps: record.steps, serviceItems },
    ...{
      arrivedAt: new Date(record.arrivedAt).toISOString(),
      leftAt: new Date(record.leftAt).toISOString(),
      result: record.result,
    },
    ...{ headquartersIssue: record.headquartersIssue, followUpNumber: record.followUpNumber },
  };
}

/** Hash of what an order's record says, as the customer signs it (R4); null without a record. */
export async function hashOf(order: OrderDraft): Promise<string | null> {
  const content = contentOf(order);
  return content && serviceRecordHash(content);
}

function recordRow(tenant: string, order: OrderDraft, hash: string): object {
  const { record, ticket } = order;
  const content = contentOf(order);
  if (!record || !content) throw new RangeError('no record');
  return {
    ...{ tenant_id: tenant, id: record.id, order_id: order.id, customer_id: ticket.customer.id, revision: 1 },
    ...{
      contact_name: content.contactName,
      address: content.address,
      how_to_get_there: content.howToGetThere,
      product_name: content.productName,
    },
    ...{
      product_version: content.productVersion,
      serial: content.serial,
      symptom: content.symptom,
      diagnosis: content.diagnosis,
      steps: content.steps,
    },
    ...{
      service_items: content.serviceItems,
      arrived_at: content.arrivedAt,
      left_at: content.leftAt,
      result: content.result,
    },
    ...{ headquarters_issue: content.headquartersIssue, follow_up_number: content.followUpNumber, content_hash: hash },
    ...{
      consultant_signature: record.consultantSignature,
      recorded_by_id: record.recordedById,
      received_at: instantText(record.receivedAt),
    },
    ...{
      rating: record.rating,
      opinion: record.opinion,
      signatory_name: record.signatoryName,
      customer_signature: record.customerSignature,
    },
    ...{
      confirmed_at: instantText(record.confirmedAt),
      confirmed_via: record.confirmedVia,
      confirmed_by_id: record.confirmedById,
    },
    ...{ disputed_at: instantText(record.disputedAt), dispute_reason: record.disputeReason },
  };
}

function promiseRow(tenant: string, order: OrderDraft, promise: PromiseDraft): object {
  const { terms } = promise;
  return {
    ...{
      tenant_id: tenant,
      id: promise.id,
      kind: terms.kind,
      state: promise.state,
      noun: 'dispatchOrder',
      noun_id: order.id,
      subject: order.number,
    },
    ...{
      customer_id: order.ticket.customer.id,
      owner_id: promise.ownerId,
      since: terms.since.toString(),
      due_at: terms.dueAt.toString(),
    },
    ...{
      kept_at: instantText(promise.keptAt),
      paused_at: instantText(promise.pausedAt),
      broken_at: instantText(promise.brokenAt),
    },
    ...{
      is_provisional: terms.isProvisional,
      clock_mode: terms.clockMode,
      time_zone: terms.timeZone,
      policy_version: terms.policyVersion,
    },
    ...{ hours: terms.hours, allowance_hours: remoteMinutesOf(terms) / 60, derivation: terms.derivation },
  };
}
