import { type Sql, sql, text } from '@landfall/kit/rows/sql';
import { EntitlementVerdict } from './entitlement.type.ts';

const TERM: Readonly<Record<Exclude<EntitlementVerdict, EntitlementVerdict.NO_PRODUCT>, string>> = {
  [EntitlementVerdict.ENDED]: 'p.service_ends_on < d.today',
  [EntitlementVerdict.IN_SERVICE]: `coalesce(p.service_ends_on, d.today) >= d.today and coalesce(p.service_starts_on, d.today) <= d.today
    and coalesce(p.service_starts_on, p.service_ends_on) is not null`,
  [EntitlementVerdict.NOT_STARTED]: `coalesce(p.service_ends_on, d.today) >= d.today
    and (p.service_starts_on > d.today or coalesce(p.service_starts_on, p.service_ends_on) is null)`,
};

/**
 * Customers (alias `c`) with a product of this line and verdict on the partner's present day: {@link entitlementOf}
 * as a condition, and a test holds the two together. Null: no condition.
 */
export function productCondition(
  line: string | null,
  verdict: EntitlementVerdict | null,
  timeZone: string,
): Sql | null {
  if (!line && !verdict) return null;
  const own = text('p.tenant_id = c.tenant_id and p.customer_id = c.id');
  const ofLine = line ? sql` and p.line = ${line}` : text('');
  if (verdict === EntitlementVerdict.NO_PRODUCT) {
    return sql`not exists (select 1 from customers.registered_product p where ${own}${ofLine})`;
  }
  if (!verdict) return sql`exists (select 1 from customers.registered_product p where ${own}${ofLine})`;
  return sql`exists (select 1 from customers.registered_product p, (select (now() at time zone ${timeZone})::date as today) d
    where ${own}${ofLine} and ${text(TERM[verdict])})`;
}
