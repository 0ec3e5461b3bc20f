import type { Source } from '@landfall/kit/rows/read';
import type { Tenancy } from '@landfall/kit/tenancy/tenancy';
import { systemViewer } from '@landfall/kit/viewer/viewer';
import { factsSql } from '../contribution/contribution.facts.ts';
import type { CellKey } from '../contribution/update-contributions.ts';
import { MINIMUM_CUSTOMERS, STEPPED } from '../figure/figure.definition.ts';

/** A number that isn't what the tables say. */
export interface Difference {
  readonly what: 'contribution' | 'tenant cell' | 'published cell' | 'publication rule';
  readonly figure: string;
  readonly productLine: string;
  readonly month: string;
  readonly expected: string | null;
  readonly found: string | null;
  /** The visit, where it is one's contribution. */
  readonly caseId: string | null;
}

const STEPPED_LIST = STEPPED.map((code) => `'${code}'`).join(', ');
const USING = 'using (figure, product_line, month)';
const COUNTS = 'sum(numerator) as n, sum(denominator) as d, count(distinct customer_id) as c';

/** What visits contribute, against `facts` of the same visits. */
const contributions = (
  own: string,
): string => `select 'contribution' as what, figure, coalesce(f.product_line, c.product_line) as product_line,
    coalesce(f.month, c.month) as month,
    row(f.customer_id, f.product_line, f.month, f.numerator, f.denominator)::text as expected,
    row(c.customer_id, c.product_line, c.month, c.numerator, c.denominator)::text as found, case_id
  from facts f full join (select * from network.contribution c where ${own}) c using (case_id, figure)`;

/** The partner's cells and the published ones, against what was `counted`, each other, and the rule of publication. */
const CELLS = `tenant as (select 'tenant cell' as what, figure, product_line, month,
      row(coalesce(n, 0), coalesce(d, 0), coalesce(c, 0))::text as expected,
      row(coalesce(numerator, 0), coalesce(denominator, 0), coalesce(customers, 0))::text as found, null::uuid as case_id
    from counted full join cell ${USING}),
  published as (select 'published cell' as what, figure, product_line, month,
      row(t.published_numerator, t.published_denominator, t.published_numerator::float8 / t.published_denominator)::text as expected,
      row(p.numerator, p.denominator, p.value)::text as found, null::uuid
    from cell t full join told p ${USING}
    where (t.figure is null) <> (p.figure is null) or (t.published_numerator, t.published_denominator, t.published_numerator::float8 / t.published_denominator)
      is distinct from (p.numerator, p.denominator, p.value)),
  rule as (select 'publication rule' as what, figure, product_line, month, 'as the figure is published' as expected,
      row(customers, published_customers, published_numerator, published_denominator)::text as found, null::uuid
    from cell where not case
      when figure in (${STEPPED_LIST}) then customers < coalesce(published_customers, 0) + ${MINIMUM_CUSTOMERS}
        and coalesce(published_customers, ${MINIMUM_CUSTOMERS}) >= ${MINIMUM_CUSTOMERS}
      when customers < ${MINIMUM_CUSTOMERS} then published_denominator is null
      else (published_numerator, published_denominator, published_customers) = (numerator, denominator, customers) end)`;
const CELL_DIFFERENCES = `select * from tenant where expected is distinct from found
  union all select * from published union all select * from rule`;
const COLUMNS = 'what, figure, product_line as "productLine", month, expected, found, case_id as "caseId"';

const CHECK = `with facts as materialized (${factsSql('true')}),
  counted as (select figure, product_line, month, ${COUNTS} from facts group by figure, product_line, month),
  cell as (select * from network.tenant_cell), told as (select * from network.published_cell),
  contribution as (${contributions('true')}), ${CELLS}
  select ${COLUMNS} from (
    select * from contribution where expected is distinct from found union all ${CELL_DIFFERENCES}) x limit 100`;

const OF_VISITS = (column: string): string =>
  `${column} in (select value::uuid from jsonb_array_elements_text($1::jsonb))`;
const CHECK_VISITS = `with facts as materialized (${factsSql(OF_VISITS('o.id'))}),
  contribution as (${contributions(OF_VISITS('c.case_id'))})
  select ${COLUMNS} from contribution where expected is distinct from found`;

const OF_CELLS = '(figure, product_line, month) in (select k.figure, k.product_line, k.month from key k)';
const CHECK_CELLS = `with key as materialized (select k.* from jsonb_to_recordset($1::jsonb) as k (figure text, product_line text, month text)),
  counted as (select figure, product_line, month, ${COUNTS} from network.contribution where ${OF_CELLS} group by figure, product_line, month),
  cell as (select * from network.tenant_cell where ${OF_CELLS}), told as (select * from network.published_cell where ${OF_CELLS}),
  ${CELLS} select ${COLUMNS} from (${CELL_DIFFERENCES}) x`;

/**
 * Recomputes a partner's figures from the tables and compares them, to the last digit, with its contributions, its cells
 * and what is published. Read in one statement, so it holds at one moment. @returns what differs; at most 100
 */
export function compareCells(tenancy: Tenancy, tenant: string): Promise<Difference[]> {
  const { reader, scope } = tenancy.source(systemViewer(tenant, 'comparing cells'));
  return reader.query<Difference>(scope, { text: CHECK });
}

/** What of some visits' contributions isn't what the tables say. */
export function compareVisits({ reader, scope }: Source, ids: readonly string[]): Promise<Difference[]> {
  return reader.query<Difference>(scope, { text: CHECK_VISITS, values: [JSON.stringify(ids)] });
}

/** What of some cells isn't what their contributions come to, or not published as it has to be. */
export function compareSomeCells({ reader, scope }: Source, cells: readonly CellKey[]): Promise<Difference[]> {
  return reader.query<Difference>(scope, { text: CHECK_CELLS, values: [JSON.stringify(cells)] });
}
