import { tokenSearch } from '@landfall/kit/ledger/write-tokens';
import { type Sql, sql } from '@landfall/kit/rows/sql';

/** What people type above a list of tickets: a number's beginning, words of the symptom, a serial, or the customer by name, pinyin or phone. Null: nothing to search for. */
export function ticketMatch(text: string): Sql | null {
  const own = tokenSearch(text, 'ticket');
  const customers = tokenSearch(text, 'customer');
  if (!own || !customers) return null;
  return sql`(t.id in (${own}) or t.customer_id in (${customers}))`;
}
