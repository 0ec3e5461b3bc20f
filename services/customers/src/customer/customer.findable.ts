import type { Findable } from '@landfall/kit/ledger/write-tokens';
import type { FindableSource } from '@landfall/kit/search-token/findable-source';
import { tokensOf } from '@landfall/kit/search-token/search-token';

/** What of a customer's record it is found by and shown with; contacts who left are no part of it. */
export interface FindableCustomer {
  readonly id: string;
  readonly number: string;
  readonly name: string;
  readonly shortName: string | null;
  readonly creditCode: string | null;
  readonly divisionName: string;
  readonly names: readonly string[] | null;
  readonly phones: readonly string[] | null;
  readonly serials: readonly string[] | null;
}

/** A customer is found by name, pinyin, number, credit code, serials, phones and people. */
export function findableCustomer(customer: FindableCustomer): Findable {
  const { id, number, name, shortName, creditCode, divisionName, names, phones, serials } = customer;
  return {
    ...{ noun: 'customer', id, customerId: id, title: name, subtitle: `${number} · ${divisionName}` },
    tokens: tokensOf({
      texts: [name, shortName ?? '', number, creditCode ?? '', ...(names ?? [])],
      phones: [...(phones ?? [])],
      serials: [...(serials ?? [])],
    }),
  };
}

/** Customers as the search has them: every part of a record is written under the lock of the customer's row. */
export const customerFindables: FindableSource<FindableCustomer> = {
  noun: 'customer',
  table: 'customers.customer',
  // In one order: of a record with more than is kept, the same is cut each time.
  select: `select t.id, t.number, t.name, t.short_name as "shortName", t.credit_code as "creditCode", t.division_name as "divisionName",
      (select array_agg(name order by id) from customers.contact where customer_id = t.id and ended_at is null) as names,
      (select array_agg(n order by n) from (select phone_e164 as n from customers.contact where customer_id = t.id and ended_at is null
        union select mobile_e164 from customers.contact where customer_id = t.id and ended_at is null
        union select t.phone_e164) p where n is not null) as phones,
      (select array_agg(serial order by serial, id) from customers.registered_product where customer_id = t.id) as serials
    from customers.customer t`,
  findable: findableCustomer,
};
