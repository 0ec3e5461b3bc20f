import { nextNumber } from '@landfall/kit/counter/next-number';
import { writeTokens } from '@landfall/kit/ledger/write-tokens';
import { invalid, notFound } from '@landfall/kit/problem/problem';
import type { UnitOfWork } from '@landfall/kit/tenancy/unit-of-work';
import type { Viewer } from '@landfall/kit/viewer/viewer';
import { tellTicket } from '../activity/tell.ts';
import { callToRaise, linkCall } from '../call/call.commands.ts';
import { type ContactFacts, contactFacts, customerFacts, productFacts } from '../customer/customer-facts.ts';
import type { EntitlementSnapshot } from '../entitlement/entitlement.type.ts';
import { requireAllowed } from '../refusal/require-allowed.ts';
import { tidy } from '../text/words.ts';
import { Ticket } from './ticket.entity.ts';
import { findableTicket } from './ticket.findable.ts';
import type { RaiseTicketInput } from './ticket.inputs.ts';
import { ticketPolicy } from './ticket.policy.ts';
import { Severity, TicketState } from './ticket.state.ts';

/** Whose ticket it will be: the customer named at the desk, one's own in the portal. @throws Problem INVALID at customerId, NOT_FOUND */
export function customerOf(viewer: Viewer, customerId: string | null | undefined): string {
  if (viewer.surface !== 'portal') {
    if (!customerId) throw invalid('required', ['customerId']);
    return customerId;
  }
  const own = customerId ?? viewer.customers[0];
  if (!own || !viewer.customers.includes(own)) throw notFound();
  return own;
}

/**
 * Raises a ticket: at the desk it is open and the raiser's, from the portal it is new and waits to be taken.
 * @param entitlement the verdict as asked before the unit of work
 */
export async function raiseTicket(
  unit: UnitOfWork,
  input: RaiseTicketInput,
  entitlement: EntitlementSnapshot,
): Promise<string> {
  const { viewer } = unit;
  const isDesk = viewer.surface === 'desk';
  const customer = await customerFacts(unit, customerOf(viewer, input.customerId));
  const contact: ContactFacts | null = input.contactId ? await contactFacts(unit, input.contactId, customer.id) : null;
  const product = input.registeredProductId ? await productFacts(unit, input.registeredProductId, customer.id) : {};
  // Calls are the desk's: to a customer none is there.
  if (input.callId && !isDesk) throw notFound();
  const call = input.callId ? await callToRaise(unit, input.callId) : null;
  requireAllowed(ticketPolicy, viewer, 'raise');
  const number = await nextNumber(unit, 'ticket', 'T');
  const ticket = unit.create(Ticket, {
    number,
    state: isDesk ? TicketState.OPEN : TicketState.NEW,
    severity: input.severity ?? Severity.NORMAL,
    symptom: tidy(input.symptom) ?? '',
    stepsTried: tidy(input.stepsTried),
    customerId: customer.id,
    contactId: contact?.id ?? null,
    contactName: contact?.name ?? (isDesk ? (call?.callerName ?? null) : viewer.name),
    contactPhone: contact?.phone ?? call?.callerNumber ?? customer.phone,
    ...product,
    entitlement,
    takenById: isDesk ? viewer.membershipId : null,
    raisedById: viewer.membershipId,
    callId: call?.id ?? null,
    raisedAt: unit.now,
    updatedAt: unit.now,
  });
  await writeTokens(unit, findableTicket(ticket));
  if (call) linkCall(unit, call, ticket);
  tellTicket(unit, ticket, {
    action: 'ticket.raise',
    event: 'ticketRaised',
    detail: { number, surface: viewer.surface, verdict: entitlement.verdict, call: call?.number },
  });
  return ticket.id;
}
