import { callMachine } from '@landfall/support/call/call.machine';
import { CallState } from '@landfall/support/call/call.state';
import { TicketState } from '@landfall/support/ticket/ticket.state';
import type { DemoContact, DemoCustomer, DemoProduct } from './demo-customer.ts';
import type { CallDraft } from './drafts.ts';
import { entitlementThen } from './entitlement-then.ts';
import type { PartnerWorld } from './partner-world.ts';
import type { Random } from './random.ts';
import type { Member } from './staff.ts';
import { Story } from './story.ts';
import type { Trouble } from './trouble.ts';

const MINUTE = 60_000;

/** What a ticket begins with. */
export interface Raising {
  readonly customer: DemoCustomer;
  readonly product: DemoProduct | null;
  readonly trouble: Trouble;
  readonly symptom: string;
  readonly severity: string;
  /** When it is raised; the call began some minutes before. */
  readonly at: number;
  /** The hotline's person on the phone; null: the customer raises it in the portal. */
  readonly agent: Member | null;
}

/** A ticket from a call at the desk, open and the agent's; or from the portal, new. */
export function raise(world: PartnerWorld, raising: Raising, random: Random): Story {
  const { customer, product, trouble, symptom, severity, agent } = raising;
  const at = Math.round(raising.at);
  const portal = customer.portal[0];
  const contact = agent
    ? random.weighted(customer.contacts, ({ weight }) => weight)
    : (customer.contacts.find(({ name }) => name === portal?.name) ?? null);
  const call = agent
    ? answeredCall(world, {
        customer,
        contact,
        agent,
        random,
        startedAt: at - Math.round(random.between(3, 13) * MINUTE),
      })
    : null;
  const actor = agent ?? portal;
  if (!actor) throw new RangeError('nobody of this customer uses the portal');
  const entitlement = entitlementThen(product, at);
  const id = random.id(at);
  if (call) {
    call.state = callMachine.next(call.state as CallState, 'raise');
    call.ticketId = id;
    call.endedAt = at;
    call.version += 1;
  }
  const story = new Story(
    world,
    {
      ...{ id, number: '', state: agent ? TicketState.OPEN : TicketState.NEW, severity, symptom },
      ...{ stepsTried: agent ? trouble.tried : null, solution: null, customer, contact: agent ? contact : null },
      ...{ contactName: contact?.name ?? actor.name, contactPhone: contact && agent ? contact.mobile : customer.phone },
      ...{ product, entitlement, takenById: agent?.id ?? null, raisedById: actor.id, callId: call?.id ?? null },
      ...{ raisedAt: at, updatedAt: at, closedAt: null, waitingReason: null, version: 1, activities: [] },
    },
    random,
  );
  world.tickets.push(story.ticket);
  story.tell(at, actor, {
    action: 'ticket.raise',
    detail: () => ({
      number: story.ticket.number,
      surface: agent ? 'desk' : 'portal',
      verdict: entitlement.verdict,
      call: call?.number,
    }),
  });
  return story;
}

/** A call somebody answered, from one of a customer's numbers. */
export function answeredCall(
  world: PartnerWorld,
  from: { customer: DemoCustomer; contact: DemoContact | null; agent: Member; random: Random; startedAt: number },
): CallDraft {
  const { customer, contact, agent, random, startedAt } = from;
  const fixed = contact?.phoneE164 && random.chance(0.4) ? contact.phoneE164 : null;
  const call: CallDraft = {
    ...{ id: random.id(startedAt), number: '', state: callMachine.next(CallState.QUEUED, 'answer') },
    ...{
      callerNumber: fixed ?? contact?.mobileE164 ?? '',
      callerName: contact?.name ?? null,
      companyName: customer.name,
    },
    ...{ customerId: customer.id, contactId: contact?.id ?? null, agentId: agent.id, ticketId: null },
    ...{ startedAt, endedAt: null, note: null, solution: null, version: 1 },
  };
  world.calls.push(call);
  return call;
}
