import { remoteMinutesOf } from '@landfall/kit/promise/promise-changes';
import { tokensOf } from '@landfall/kit/search-token/search-token';
import { serviceRecordHash } from '@landfall/support/service-record/service-record.canonical';
import type { CallDraft, OrderDraft, PromiseDraft, TicketDraft } from './drafts.ts';
import { localDay } from './open-hours.ts';
import { placeOf } from './order-story.ts';
import type { PartnerWorld } from './partner-world.ts';
import { noteIfBroken } from './promise-story.ts';
import { type DemoRows, instantText } from './rows.ts';
import { turn } from './turn.ts';

const VISIT = 2 * 3_600_000;

/** Numbers everything told in the order it came to be, then writes it as rows. */
export async function writeStories(rows: DemoRows, world: PartnerWorld): Promise<void> {
  number(rows, world, 'call', 'C', world.calls, ({ startedAt }) => startedAt);
  number(rows, world, 'ticket', 'T', world.tickets, ({ raisedAt }) => raisedAt);
  number(rows, world, 'dispatchOrder', 'D', world.orders, ({ receivedAt }) => receivedAt);
  for (const call of world.calls) rows.tables['support.call'].push(callRow(world.tenant, call));
  for (const [i, ticket] of world.tickets.entries()) {
    if (i % 50 === 0) await turn();
    writeTicket(rows, world.tenant, ticket);
  }
  const hashes = await Promise.all(world.orders.map(hashOf));
  for (const [i, order] of world.orders.entries()) {
    if (i % 50 === 0) await turn();
    writeOrder(rows, world, order, hashes[i] ?? null);
  }
}

/** Numbers of a noun run through a year without a gap, in the partner's own calendar. */
function number<T extends { number: string }>(
  rows: DemoRows,
  { tenant }: PartnerWorld,
  noun: string,
  prefix: string,
  things: T[],
  at: (thing: T) => number,
): void {
  const counters = new Map<number, number>();
  for (const thing of things.sort((a, b) => at(a) - at(b))) {
    const { year } = localDay(at(thing));
    const value = (counters.get(year) ?? 0) + 1;
    counters.set(year, value);
    thing.number = `${prefix}${year}-${String(value).padStart(5, '0')}`;
  }
  for (const [year, value] of counters) rows.tables['kit.counter'].push({ tenant_id: tenant, noun, year, value });
}

function callRow(tenant: string, call: CallDraft): object {
  return {
    ...{
      tenant_id: tenant,
      id: call.id,
      number: call.number,
      state: call.state,
      caller_number: call.callerNumber,
      caller_name: call.callerName,
    },
    ...{
      company_name: call.companyName,
      customer_id: call.customerId,
      contact_id: call.contactId,
      agent_id: call.agentId,
      ticket_id: call.ticketId,
    },
    ...{
      started_at: instantText(call.startedAt),
      ended_at: instantText(call.endedAt),
      note: call.note,
      solution: call.solution,
      version: call.version,
    },
  };
}

function writeTicket({ tables, tokens }: DemoRows, tenant: string, ticket: TicketDraft): void {
  const { id, customer, contact, product, symptom } = ticket;
  tables['support.ticket'].push({
    ...{
      tenant_id: tenant,
      id,
      number: ticket.number,
      state: ticket.state,
      severity: ticket.severity,
      symptom,
      steps_tried: ticket.stepsTried,
    },
    ...{
      solution: ticket.solution,
      customer_id: customer.id,
      contact_id: contact?.id ?? null,
      contact_name: ticket.contactName,
    },
    ...{
      contact_phone: ticket.contactPhone,
      ...productColumns(ticket),
      entitlement: ticket.entitlement,
      taken_by_id: ticket.takenById,
    },
    ...{
      raised_by_id: ticket.raisedById,
      call_id: ticket.callId,
      raised_at: instantText(ticket.raisedAt),
      updated_at: instantText(ticket.updatedAt),
    },
    ...{ closed_at: instantText(ticket.closedAt), waiting_reason: ticket.waitingReason, version: ticket.version },
  });
  for (const line of ticket.activities) {
    tables['support.activity'].push({
      ...{
        tenant_id: tenant,
        id: line.id,
        ticket_id: id,
        order_id: line.orderId,
        customer_id: customer.id,
        at: instantText(line.at),
      },
      ...{
        action: line.action,
        actor_id: line.actor.id,
        actor_name: line.actor.name,
        note: line.note,
        staff_note: line.staffNote,
      },
      detail: Object.entries(line.detail()).flatMap(([key, value]) =>
        value === null || value === undefined ? [] : [{ key, value: String(value) }],
      ),
      customer_visible: line.customerVisible,
    });
  }
  tables['ledger.search_subject'].push(subject(tenant, 'ticket', id, customer.id, ticket.number, symptom));
  tokens.push({
    ...{ tenant_id: tenant, noun: 'ticket', noun_id: id, customer_id: customer.id },
    tokens: tokensOf({
      texts: [ticket.number, ticket.contactName],
      phones: [ticket.contactPhone],
      serials: product ? [product.serial] : [],
      passages: [symptom],
    }),
  });
}

function productColumns({ product }: TicketDraft): object {
  return {
    ...{
      registered_product_id: product?.id ?? null,
      product_name: product?.productName ?? null,
      product_line: product?.line ?? null,
    },
    ...{ product_version: product?.version ?? null, serial: product?.serial ?? null },
  };
}

function subject(tenant: string, noun: string, id: string, customerId: string, title: string, symptom: string): object {
  return {
    tenant_id: tenant,
    noun,
    noun_id: id,
    customer_id: customerId,
    title,
    subtitle: [...symptom].slice(0, 120).join(''),
  };
}

function writeOrder({ tables, tokens }: DemoRows, world: PartnerWorld, order: OrderDraft, hash: string | null): void {
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

async function hashOf(order: OrderDraft): Promise<string | null> {
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
