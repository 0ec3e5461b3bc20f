import type { Tenancy } from '@landfall/kit/tenancy/tenancy';
import { systemViewer } from '@landfall/kit/viewer/viewer';
import { factsSql } from '../contribution/contribution.facts.ts';
import { MINIMUM_CUSTOMERS, STEPPED } from '../figure/figure.definition.ts';

/** A number that isn't what the tables say. */
export interface Difference {
  readonly what: 'contribution' | 'tenant cell' | 'published cell' | 'publication rule';
  readonly figure: string;
  readonly productLine: string;
  readonly month: string;
  readonly expected: string | null;
  readonly found: string | null;
}

const STEPPED_LIST = STEPPED.map((code) => `'${code}'`).join(', ');
const USING = 'using (figure, product_line, month)';

const CHECK = `with facts as materialized (${factsSql('true')}),
  counted as (select figure, product_line, month, sum(numerator) as n, sum(denominator) as d, count(distinct customer_id) as c
    from facts group by figure, product_line, month),
  cell as (select * from network.tenant_cell),
  contribution as (select 'contribution' as what, figure, coalesce(f.product_line, c.product_line) as product_line, coalesce(f.month, c.month) as month,
      row(f.customer_id, f.product_line, f.month, f.numerator, f.denominator)::text as expected,
      row(c.customer_id, c.product_line, c.month, c.numerator, c.denominator)::text as found
    from facts f full join (select * from network.contribution) c using (case_id, figure)),
  tenant as (select 'tenant cell' as what, figure, product_line, month,
      row(coalesce(n, 0), coalesce(d, 0), coalesce(c, 0))::text as expected,
      row(coalesce(numerator, 0), coalesce(denominator, 0), coalesce(customers, 0))::text as found
    from counted full join cell ${USING}),
  published as (select 'published cell' as what, figure, product_line, month,
      row(t.published_numerator, t.published_denominator, t.published_numerator::float8 / t.published_denominator)::text as expected,
      row(p.numerator, p.denominator, p.value)::text as found
    from cell t full join (select * from network.published_cell) p ${USING}
    where (t.figure is null) <> (p.figure is null) or (t.published_numerator, t.published_denominator, t.published_numerator::float8 / t.published_denominator)
      is distinct from (p.numerator, p.denominator, p.value)),
  rule as (select 'publication rule' as what, figure, product_line, month, 'as the figure is published' as expected,
      row(customers, published_customers, published_numerator, published_denominator)::text as found
    from cell where not case
      when figure in (${STEPPED_LIST}) then customers < coalesce(published_customers, 0) + ${MINIMUM_CUSTOMERS}
        and coalesce(published_customers, ${MINIMUM_CUSTOMERS}) >= ${MINIMUM_CUSTOMERS}
      when customers < ${MINIMUM_CUSTOMERS} then published_denominator is null
      else (published_numerator, published_denominator, published_customers) = (numerator, denominator, customers) end)
  select what, figure, product_line as "productLine", month, expected, found from (
    select * from contribution where expected is distinct from found union all select * from tenant where expected is distinct from found
    union all select * from published union all select * from rule) x limit 100`;

/**
 * Recomputes a partner's figures from the tables and compares them, to the last digit, with its contributions, its cells
 * and what is published. Read in one statement, so it holds at one moment. @returns what differs; at most 100
 */
export function compareCells(tenancy: Tenancy, tenant: string): Promise<Difference[]> {
  const { reader, scope } = tenancy.source(systemViewer(tenant, 'comparing cells'));
  return reader.query<Difference>(scope, { text: CHECK });
}
