import type { Findable } from '@landfall/kit/ledger/write-tokens';
import { isErasedName } from '@landfall/kit/personal/erased';
import type { FindableSource } from '@landfall/kit/search-token/findable-source';
import { tokensOf } from '@landfall/kit/search-token/search-token';

/** What of a ticket it is found by and shown with. */
export interface FindableTicket {
  readonly id: string;
  readonly number: string;
  readonly customerId: string;
  readonly contactName?: string | null | undefined;
  readonly contactPhone?: string | null | undefined;
  readonly serial?: string | null | undefined;
  readonly symptom: string;
}

/** A ticket is found by its number, whom to ask for, a phone, a serial and its symptom; an erased person's place by no name. */
export function findableTicket(ticket: FindableTicket): Findable {
  const { id, number, customerId, contactName, contactPhone, serial, symptom } = ticket;
  return {
    ...{ noun: 'ticket', id, customerId, title: number, subtitle: symptom },
    tokens: tokensOf({
      texts: [number, ...(contactName && !isErasedName(contactName) ? [contactName] : [])],
      phones: contactPhone ? [contactPhone] : [],
      serials: serial ? [serial] : [],
      passages: [symptom],
    }),
  };
}

/** Tickets as the search has them. */
export const ticketFindables: FindableSource<FindableTicket> = {
  noun: 'ticket',
  table: 'support.ticket',
  select: `select t.id, t.number, t.customer_id as "customerId", t.contact_name as "contactName", t.contact_phone as "contactPhone",
    t.serial, t.symptom from support.ticket t`,
  findable: findableTicket,
};
