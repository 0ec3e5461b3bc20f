import { writeTokens } from '@landfall/kit/ledger/write-tokens';
import { tokensOf } from '@landfall/kit/search-token/search-token';
import type { UnitOfWork } from '@landfall/kit/tenancy/unit-of-work';
import { flushUnique } from '../flush-unique.ts';
import type { Customer } from './customer.entity.ts';

/** Texts a customer is found by that other rows of its record hold. */
interface Belongings {
  readonly names: string[] | null;
  readonly phones: string[] | null;
  readonly serials: string[] | null;
}

/**
 * Writes a customer's record with what it is found by (name, pinyin, number, credit code, serials, phones, people), and
 * announces it. The customer's row is touched whatever part changed: its version is the record's.
 */
export async function saveCustomer(
  unit: UnitOfWork,
  customer: Customer,
  event: 'customerCreated' | 'customerChanged',
): Promise<string> {
  const { id, name, shortName, number, creditCode } = customer;
  if (event === 'customerChanged') customer.updatedAt = unit.now;
  await flushUnique(unit);
  const [rest] = await unit.execute<Belongings>(
    `select (select array_agg(name) from customers.contact where customer_id = c.id and ended_at is null) as names,
       (select array_agg(n) from (select phone_e164 as n from customers.contact where customer_id = c.id and ended_at is null
         union select mobile_e164 from customers.contact where customer_id = c.id and ended_at is null
         union select c.phone_e164) p where n is not null) as phones,
       (select array_agg(serial) from customers.registered_product where customer_id = c.id) as serials
     from customers.customer c where c.id = ?`,
    [id],
  );
  const tokens = tokensOf({
    texts: [name, shortName ?? '', number, creditCode ?? '', ...(rest?.names ?? [])],
    phones: rest?.phones ?? [],
    serials: rest?.serials ?? [],
  });
  await writeTokens(unit, {
    noun: 'customer',
    id,
    customerId: id,
    title: name,
    subtitle: `${number} · ${customer.divisionName}`,
    tokens,
  });
  unit.announce({ event, noun: 'customer', id, customerId: id });
  return id;
}
