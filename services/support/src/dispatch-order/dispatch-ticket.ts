import { allows } from '@landfall/kit/policy/policy';
import { invalid, Problem } from '@landfall/kit/problem/problem';
import type { UnitOfWork } from '@landfall/kit/tenancy/unit-of-work';
import { customerFacts, type PlaceFacts, productFacts, siteFacts } from '../customer/customer-facts.ts';
import { isOutOfTerm } from '../entitlement/ask-entitlement.ts';
import type { EntitlementSnapshot } from '../entitlement/entitlement.type.ts';
import { lacksPrice, ServiceItemCode, serviceItemsOf } from '../service-item/service-item.ts';
import { tidy } from '../text/words.ts';
import { loadTicket } from '../ticket/load-ticket.ts';
import type { Ticket } from '../ticket/ticket.entity.ts';
import { ticketPolicy } from '../ticket/ticket.policy.ts';
import type { DispatchTicketInput } from './dispatch-order.inputs.ts';
import { makeOrder, type OrderContent } from './make-order.ts';

/**
 * Sends somebody out for a ticket: an order with two promises (R2). Out of term only a supervisor may, with a reason and
 * an accepted price (R5); a remote place may take longer, with a reason the customer reads (R3).
 * @param entitlement the verdict as asked before the unit of work
 */
export async function dispatchTicket(
  unit: UnitOfWork,
  input: DispatchTicketInput,
  entitlement: EntitlementSnapshot,
): Promise<string> {
  const ticket = await loadTicket(unit, input.ticketId, 'dispatch', input.expectedVersion);
  const terms = agreedTerms(unit, ticket, input, entitlement);
  const customer = await customerFacts(unit, ticket.customerId);
  const place = input.siteId ? await siteFacts(unit, input.siteId, ticket.customerId) : customer.place;
  const allowance = remoteAllowance(input, place);
  const product = input.registeredProductId
    ? await productFacts(unit, input.registeredProductId, ticket.customerId)
    : productOf(ticket);
  unit.transition(ticket, 'dispatch');
  const order = await makeOrder(unit, {
    ticketId: ticket.id,
    customerId: ticket.customerId,
    entitlement,
    symptom: ticket.symptom,
    stepsTried: ticket.stepsTried ?? null,
    severity: ticket.severity,
    siteId: input.siteId ?? null,
    contactName: ticket.contactName ?? null,
    contactPhone: ticket.contactPhone ?? customer.phone,
    ...place,
    ...product,
    ...terms,
    ...allowance,
  });
  return order.id;
}

type AgreedTerms = Pick<OrderContent, 'serviceItems' | 'priceAcceptedBy' | 'priceAcceptedAt' | 'outOfTermReason'>;

function agreedTerms(
  unit: UnitOfWork,
  ticket: Ticket,
  input: DispatchTicketInput,
  entitlement: EntitlementSnapshot,
): AgreedTerms {
  const serviceItems = serviceItemsOf(
    input.serviceItems?.length ? input.serviceItems : [{ code: ServiceItemCode.ROUTINE }],
  );
  const priceAcceptedBy = tidy(input.priceAcceptedBy);
  const outOfTermReason = tidy(input.outOfTermReason);
  if (isOutOfTerm(entitlement)) {
    const missing = [...(outOfTermReason ? [] : ['outOfTermReason']), ...(priceAcceptedBy ? [] : ['priceAcceptedBy'])];
    if (missing.length > 0)
      throw invalid(`dispatch.outOfTerm.${entitlement.verdict}`, missing, { daysEnded: entitlement.daysEnded ?? 0 });
    if (!allows(ticketPolicy, unit.viewer, 'dispatchOutOfTerm', ticket))
      throw new Problem('FORBIDDEN', 'dispatch.outOfTermBySupervisor', ['outOfTermReason']);
  }
  // Somebody accepts a price that was named, not one that is still open.
  if (priceAcceptedBy && lacksPrice(serviceItems)) throw invalid('serviceItem.priceMissing', ['serviceItems']);
  return {
    serviceItems,
    priceAcceptedBy,
    priceAcceptedAt: priceAcceptedBy ? unit.now : null,
    outOfTermReason: isOutOfTerm(entitlement) ? outOfTermReason : null,
  };
}

function remoteAllowance(
  input: DispatchTicketInput,
  place: PlaceFacts,
): Pick<OrderContent, 'remoteAllowanceHours' | 'remoteReason'> {
  const remoteAllowanceHours = input.remoteAllowanceHours ?? 0;
  const remoteReason = tidy(input.remoteReason);
  if (remoteAllowanceHours > 0 && !place.isRemote) throw invalid('dispatch.notRemote', ['remoteAllowanceHours']);
  if (remoteAllowanceHours > 0 && !remoteReason) throw invalid('dispatch.remoteReason', ['remoteReason']);
  return { remoteAllowanceHours, remoteReason: remoteAllowanceHours > 0 ? remoteReason : null };
}

function productOf({ registeredProductId, productName, productLine, productVersion, serial }: Ticket) {
  return { registeredProductId, productName, productLine, productVersion, serial };
}
