import type { Findable } from '@landfall/kit/ledger/write-tokens';
import type { FindableSource } from '@landfall/kit/search-token/findable-source';
import { tokensOf } from '@landfall/kit/search-token/search-token';

/** What of an order it is found by and shown with. */
export interface FindableOrder {
  readonly id: string;
  readonly number: string;
  readonly customerId: string;
  readonly contactPhone?: string | null | undefined;
  readonly serial?: string | null | undefined;
  readonly symptom: string;
}

/** An order is found by its number, a phone, a serial and its symptom. */
export function findableOrder({ id, number, customerId, contactPhone, serial, symptom }: FindableOrder): Findable {
  return {
    ...{ noun: 'dispatchOrder', id, customerId, title: number, subtitle: symptom },
    tokens: tokensOf({
      texts: [number],
      phones: contactPhone ? [contactPhone] : [],
      serials: serial ? [serial] : [],
      passages: [symptom],
    }),
  };
}

/** Orders as the search has them. */
export const orderFindables: FindableSource<FindableOrder> = {
  noun: 'dispatchOrder',
  table: 'support.dispatch_order',
  select: `select t.id, t.number, t.customer_id as "customerId", t.contact_phone as "contactPhone", t.serial, t.symptom
    from support.dispatch_order t`,
  findable: findableOrder,
};
