import { writeTokens } from '@landfall/kit/ledger/write-tokens';
import type { UnitOfWork } from '@landfall/kit/tenancy/unit-of-work';
import { flushUnique } from '../flush-unique.ts';
import type { Customer } from './customer.entity.ts';
import { customerFindables, type FindableCustomer, findableCustomer } from './customer.findable.ts';

/**
 * Writes a customer's record with what it is found by (name, pinyin, number, credit code, serials, phones, people), and
 * announces it. The customer's row is touched whatever part changed: its version is the record's.
 */
export async function saveCustomer(
  unit: UnitOfWork,
  customer: Customer,
  event: 'customerCreated' | 'customerChanged',
): Promise<string> {
  const { id } = customer;
  if (event === 'customerChanged') customer.updatedAt = unit.now;
  await flushUnique(unit);
  const [record] = await unit.execute<FindableCustomer>(`${customerFindables.select} where t.id = ?`, [id]);
  if (!record) throw new Error('a customer that was just written is not there');
  await writeTokens(unit, findableCustomer(record));
  unit.announce({ event, noun: 'customer', id, customerId: id });
  return id;
}
