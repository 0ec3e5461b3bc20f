import { expect } from 'vitest';
import type { Person } from '../kit/person.ts';

/** What somebody has who read over a shoulder. */
interface Loot {
  readonly ticketId: string;
  readonly orderId: string;
  readonly orderNumber: string;
  /** Somebody of the thief's own. */
  readonly consultantId: string;
  readonly customer: { readonly id: string; readonly mobile: string };
}

/** Operations with the variables they use. */
const ATTEMPTS: readonly string[] = [
  'query ($ticket: ID!) { ticket(id: $ticket) { id } }',
  'query ($order: ID!) { dispatchOrder(id: $order) { id } }',
  'query ($customer: ID!) { customer(id: $customer) { id } }',
  'query ($customer: ID!) { entitlement(customerId: $customer) { verdict } }',
  'mutation ($customer: ID!) { raiseTicket(input: { customerId: $customer, symptom: "x" }) { id } }',
  'mutation ($ticket: ID!) { takeTicket(id: $ticket) { id } }',
  'mutation ($ticket: ID!) { noteTicket(id: $ticket, text: "x") { id } }',
  'mutation ($ticket: ID!) { dispatchTicket(input: { ticketId: $ticket }) { id } }',
  'mutation ($order: ID!, $to: ID!) { assignDispatchOrder(id: $order, consultantId: $to) { id } }',
  'mutation ($order: ID!) { contactCustomer(id: $order, reached: true) { id } }',
  'mutation ($order: ID!) { departForVisit(id: $order) { id } }',
  'mutation ($order: ID!) { cancelDispatchOrder(id: $order, reason: "x") { id } }',
];

const FIND = `query ($text: String!, $number: String!) {
  search(text: $text) { id } callerMatches(number: $number) { matches { customer { id } } } }`;

/** Tries the desk's operations with stolen ids: each answers NOT_FOUND, and searching finds none of it. */
export async function steal(
  thief: Person,
  { ticketId, orderId, orderNumber, consultantId, customer }: Loot,
): Promise<void> {
  const all = { ticket: ticketId, order: orderId, customer: customer.id, to: consultantId };
  for (const attempt of ATTEMPTS) {
    const variables = Object.fromEntries(Object.entries(all).filter(([name]) => attempt.includes(`$${name}:`)));
    expect(await thief.codeOf(attempt, variables), attempt).toBe('NOT_FOUND');
  }
  const found = await thief.get<{ search: { id: string }[]; callerMatches: { matches: unknown[] } }>(FIND, {
    text: orderNumber,
    number: customer.mobile,
  });
  expect(found.search.map(({ id }) => id)).not.toContain(orderId);
  expect(found.callerMatches.matches).toEqual([]);
}
