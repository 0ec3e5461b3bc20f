import type { UnitOfWork } from '@landfall/kit/tenancy/unit-of-work';
import { factsSql } from './contribution.facts.ts';

/** Which cell of a partner: a figure of a product line and a month. */
export interface CellKey {
  readonly figure: string;
  readonly product_line: string;
  readonly month: string;
}

const GIVEN = 'select value::uuid from jsonb_array_elements_text(?::jsonb)';

/**
 * Brings contributions to what the cards say now: of one order, of some, or of all. However often it is done, the outcome is the same.
 * @returns the cells whose contributions changed, both of where a visit was counted and of where it is counted now
 */
export function updateContributions(unit: UnitOfWork, orderId: string | readonly string[] | null): Promise<CellKey[]> {
  const which = (column: string): string =>
    orderId === null ? 'true' : typeof orderId === 'string' ? `${column} = ?::uuid` : `${column} in (${GIVEN})`;
  const [orders, own] = [which('o.id'), which('c.case_id')];
  const ids = orderId === null ? [] : [typeof orderId === 'string' ? orderId : JSON.stringify(orderId)];
  return unit.execute<CellKey>(
    `with facts as materialized (${factsSql(orders)}),
       before as (select c.case_id, c.figure, c.product_line, c.month from network.contribution c where ${own}),
       gone as (delete from network.contribution c where ${own}
         and not exists (select 1 from facts f where f.case_id = c.case_id and f.figure = c.figure)
         returning c.figure, c.product_line, c.month),
       put as (insert into network.contribution as c
           (tenant_id, case_id, figure, customer_id, product_line, month, numerator, denominator)
         select ?::uuid, f.case_id, f.figure, f.customer_id, f.product_line, f.month, f.numerator, f.denominator from facts f
         on conflict (tenant_id, case_id, figure) do update set customer_id = excluded.customer_id,
           product_line = excluded.product_line, month = excluded.month, numerator = excluded.numerator, denominator = excluded.denominator
         where (c.customer_id, c.product_line, c.month, c.numerator, c.denominator)
           is distinct from (excluded.customer_id, excluded.product_line, excluded.month, excluded.numerator, excluded.denominator)
         returning c.case_id, c.figure, c.product_line, c.month)
     select figure, product_line, month from gone
     union select figure, product_line, month from put
     union select b.figure, b.product_line, b.month from before b join put p on p.case_id = b.case_id and p.figure = b.figure`,
    [...ids, ...ids, ...ids, unit.tenant],
  );
}
