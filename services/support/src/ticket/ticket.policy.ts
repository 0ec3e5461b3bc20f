import { defineNoun } from '@landfall/kit/policy/noun';
import { anyOf, desk, type Policy, portal } from '@landfall/kit/policy/policy';
import { CUSTOMER_VOICES, DISPATCHERS, HOTLINE, PEOPLE_KEEPERS, SUPERVISORS } from '../role/roles.ts';
import { Ticket } from './ticket.entity.ts';
import { ticketMachine } from './ticket.machine.ts';

const customer = portal<Ticket>(...CUSTOMER_VOICES);
const hotline = desk<Ticket>(...HOTLINE);

/** Who may do what to a ticket. `dispatchOutOfTerm` is a supervisor's alone (R5). */
export const ticketPolicy: Policy<Ticket> = {
  raise: anyOf(customer, hotline),
  take: hotline,
  wait: hotline,
  resume: hotline,
  dispatch: desk(...DISPATCHERS),
  dispatchOutOfTerm: desk(...SUPERVISORS),
  resolve: hotline,
  confirm: anyOf(customer, hotline),
  reopen: anyOf(customer, hotline),
  note: anyOf(customer, hotline),
  // A colleague leaves: who keeps people gives the ticket to another; nobody is offered it in passing.
  handOver: desk(...PEOPLE_KEEPERS),
};

defineNoun({ name: 'ticket', entity: Ticket, policy: ticketPolicy, machine: ticketMachine });
