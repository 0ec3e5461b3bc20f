import type { Source } from '@landfall/kit/rows/read';
import type { MonthRange } from './month-range.ts';

/** Which published cells are summed. */
export interface SumFilter {
  readonly range: MonthRange;
  readonly partnerId?: string | null;
  readonly productLine?: string | null;
}

/** A sum over published cells; what it is summed over is null. */
export interface SumRow {
  readonly kind: 'whole' | 'month' | 'productLine' | 'partner' | 'cell';
  readonly figure: string;
  readonly month: string | null;
  readonly partnerId: string | null;
  readonly productLine: string | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
}

const MOST_CELLS = 2000;

const CELLS = `union all
  (select 'cell', figure, month, partner_id, product_line, numerator, denominator
   from (select *, row_number() over (partition by figure order by month desc, partner_id, product_line) as place from asked) x
   where place <= ${MOST_CELLS} order by month desc, partner_id, product_line)`;

const SUMS = (withCells: boolean): string => `with ranged as (
    select figure, month, partner_id, product_line, numerator, denominator from network.published_cell
    where month between $1 and $2 and ($3::text is null or product_line = $3)),
  asked as (select * from ranged where $4::uuid is null or partner_id = $4)
  select case grouping(month, product_line) when 3 then 'whole' when 1 then 'month' else 'productLine' end as kind,
    figure, month, null::uuid as "partnerId", product_line as "productLine", sum(numerator) as numerator, sum(denominator) as denominator
  from asked group by grouping sets ((figure), (figure, month), (figure, product_line))
  union all
  select 'partner', figure, null, partner_id, null, sum(numerator), sum(denominator) from ranged group by figure, partner_id
  ${withCells ? CELLS : ''}`;

/**
 * Everything headquarters is told of figures, in one statement and from published cells alone: partner × product line ×
 * month and their sums. A cell below the minimum has no numbers, so no sum minus another gives them away.
 */
export function publishedSums(
  source: Source,
  { range, partnerId, productLine }: SumFilter,
  withCells: boolean,
): Promise<SumRow[]> {
  return source.reader.query<SumRow>(source.scope, {
    text: SUMS(withCells),
    values: [range.from, range.until, productLine ?? null, partnerId ?? null],
  });
}

/** A partner as it publishes itself, with the present month by the database's clock. */
export interface PartnerRow {
  readonly id: string | null;
  readonly name: string;
  readonly province: string;
  readonly thisMonth: string;
}

/** Every partner by name; one row without an id where there is none. @param timeZone the reader's, for the month */
export function publishedPartners(source: Source, timeZone: string): Promise<PartnerRow[]> {
  return source.reader.query<PartnerRow>(source.scope, {
    text: `select p.partner_id as id, p.name, p.province, to_char(now() at time zone $1, 'YYYY-MM') as "thisMonth"
      from (values (1)) v left join network.partner p on not exists (select from network.partnership s where s.id = p.partner_id and s.state = 'INVITED')
      order by p.province_code, p.name, p.partner_id`,
    values: [timeZone],
  });
}
