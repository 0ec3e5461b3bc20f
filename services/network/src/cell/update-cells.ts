import type { UnitOfWork } from '@landfall/kit/tenancy/unit-of-work';
import type { CellKey } from '../contribution/update-contributions.ts';
import { MINIMUM_CUSTOMERS, STEPPED } from '../figure/figure.definition.ts';
import { freshBlur, withinUnit } from './blur.sql.ts';

/** A cell headquarters is told something new about. */
export interface ChangedCell {
  readonly figure: string;
  readonly month: string;
}

const GIVEN =
  'select distinct t.figure, t.product_line, t.month from jsonb_to_recordset(?::jsonb) as t (figure text, product_line text, month text)';
const EVERY = `select c.figure, c.product_line, c.month from network.contribution c
  union select t.figure, t.product_line, t.month from network.tenant_cell t`;
const STEPPED_LIST = STEPPED.map((code) => `'${code}'`).join(', ');
const same = (a: string, b: string): string =>
  `${a}.figure = ${b}.figure and ${a}.product_line = ${b}.product_line and ${a}.month = ${b}.month`;

/**
 * What of a cell is published: a live figure its counts, from the minimum on; a stepped figure its counts, blurred anew,
 * whenever distinct customers have grown by a step since it was published last, and what was published until then. A
 * stepped figure is never taken back in between: that would tell of one rating. What an earlier step was blurred by stays
 * in: a rating is in one step alone, and so behind one blur however many steps follow.
 */
const PUBLISHED = `case
    when c.figure not in (${STEPPED_LIST}) then c.customers >= ${MINIMUM_CUSTOMERS}
    else c.customers >= coalesce(o.published_customers, 0) + ${MINIMUM_CUSTOMERS} end as is_new,
  c.figure in (${STEPPED_LIST}) as is_stepped`;
const published = (column: string, now = `w.${column}`): string =>
  `case when w.is_new then ${now} when w.is_stepped then w.was_${column} end as published_${column}`;
const BLURRED = `case when w.is_stepped then ${withinUnit('w.figure', 'w.numerator + w.blur', 'w.denominator')} else w.numerator end`;

/**
 * Counts cells from their contributions and publishes what has to be published, in one statement. The caller holds the
 * partner's turn (`takeTurn`). @param cells those to count, or all
 * @returns the cells whose published numbers changed
 */
export function updateCells(unit: UnitOfWork, cells: readonly CellKey[] | 'all'): Promise<ChangedCell[]> {
  return unit.execute<ChangedCell>(
    `with touched as (${cells === 'all' ? EVERY : GIVEN}),
       counted as (select t.figure, t.product_line, t.month, coalesce(sum(c.numerator), 0)::int as numerator,
           coalesce(sum(c.denominator), 0)::int as denominator, count(distinct c.customer_id)::int as customers
         from touched t left join network.contribution c on ${same('c', 't')} group by t.figure, t.product_line, t.month),
       known as (select c.*, ${PUBLISHED}, o.published_customers as was_customers, o.published_numerator as was_numerator,
           o.published_denominator as was_denominator, coalesce(o.blur, 0) as was_blur
         from counted c left join network.tenant_cell o on ${same('o', 'c')}),
       weighed as materialized (select k.*, k.was_blur + case when k.is_new and k.is_stepped then ${freshBlur('k.figure')} else 0 end as blur from known k),
       decided as (select w.*, ${published('customers')}, ${published('numerator', BLURRED)}, ${published('denominator')} from weighed w),
       before as (select p.figure, p.product_line, p.month, p.numerator, p.denominator
         from network.published_cell p join touched t on ${same('p', 't')} where p.partner_id = ?::uuid),
       empty as (select d.figure, d.product_line, d.month from decided d where d.denominator = 0 and d.published_denominator is null),
       dropped as (delete from network.tenant_cell t using empty e where ${same('t', 'e')}),
       withdrawn as (delete from network.published_cell p using empty e where ${same('p', 'e')}),
       kept as (insert into network.tenant_cell as t (tenant_id, figure, product_line, month, numerator, denominator, customers,
           published_customers, published_numerator, published_denominator, blur)
         select ?::uuid, d.figure, d.product_line, d.month, d.numerator, d.denominator, d.customers, d.published_customers,
           d.published_numerator, d.published_denominator, d.blur
         from decided d where d.denominator > 0 or d.published_denominator is not null
         on conflict (tenant_id, figure, product_line, month) do update set numerator = excluded.numerator,
           denominator = excluded.denominator, customers = excluded.customers, published_customers = excluded.published_customers,
           published_numerator = excluded.published_numerator, published_denominator = excluded.published_denominator, blur = excluded.blur),
       told as (insert into network.published_cell as p (partner_id, figure, product_line, month, numerator, denominator, value)
         select ?::uuid, d.figure, d.product_line, d.month, d.published_numerator, d.published_denominator,
           d.published_numerator::float8 / d.published_denominator
         from decided d where d.denominator > 0 or d.published_denominator is not null
         on conflict (partner_id, figure, product_line, month) do update set numerator = excluded.numerator,
           denominator = excluded.denominator, value = excluded.value
         where (p.numerator, p.denominator) is distinct from (excluded.numerator, excluded.denominator))
     select distinct d.figure, d.month from decided d left join before b on ${same('b', 'd')}
     where (d.published_numerator, d.published_denominator) is distinct from (b.numerator, b.denominator)
     order by d.figure, d.month`,
    [...(cells === 'all' ? [] : [JSON.stringify(cells)]), unit.tenant, unit.tenant, unit.tenant],
  );
}
