import type { Source } from '@landfall/kit/rows/read';
import type { MonthRange } from './month-range.ts';

/** Which published cells are summed. */
export interface SumFilter {
  readonly range: MonthRange;
  readonly partnerId?: string | null;
  readonly productLine?: string | null;
}

/** A sum over published cells: of a partner, or of a month and product line; or a cell. What it is summed over is null. */
export interface SumRow {
  readonly figure: string;
  readonly month: string | null;
  readonly partnerId: string | null;
  readonly productLine: string | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
}

const MOST_CELLS = 2000;
const RANGED = `network.published_cell where month between $1 and $2 and ($3::text is null or product_line = $3)`;
const SUMMED = 'sum(numerator) as numerator, sum(denominator) as denominator';

/** Each partner's sum, and those of each month and product line: of the one that is asked for, or of all, read once. */
const SUMS = (isOne: boolean): string =>
  isOne
    ? `select figure, partner_id as "partnerId", null as month, null as "productLine", ${SUMMED} from ${RANGED} group by figure, partner_id
       union all
       select figure, null, month, product_line, ${SUMMED} from ${RANGED} and partner_id = $4 group by figure, month, product_line`
    : `select figure, partner_id as "partnerId", month, product_line as "productLine", ${SUMMED} from ${RANGED} and $4::uuid is null
       group by grouping sets ((figure, partner_id), (figure, month, product_line))`;

const CELLS = `union all
  (select figure, partner_id, month, product_line, numerator, denominator
   from (select *, row_number() over (partition by figure order by month desc, partner_id, product_line) as place
     from ${RANGED} and ($4::uuid is null or partner_id = $4)) x
   where place <= ${MOST_CELLS} order by month desc, partner_id, product_line)`;

/**
 * Everything headquarters is told of figures, in one statement and from published cells alone: partner × product line ×
 * month and their sums. A cell below the minimum has no numbers, so no sum minus another gives them away.
 */
export function publishedSums(
  { reader, scope }: Source,
  { range, partnerId, productLine }: SumFilter,
  withCells: boolean,
): Promise<SumRow[]> {
  const text = `${SUMS(Boolean(partnerId))} ${withCells ? CELLS : ''}`;
  return reader.query<SumRow>(scope, {
    text,
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
    isSmall: true,
  });
}
