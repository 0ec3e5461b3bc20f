import { FIRST_ID, type ReadModel, type ReadModelPart } from '@landfall/kit/rebuild/read-model';
import { tell } from '../contribution/contributions.consumer.ts';
import { type CellKey, updateContributions } from '../contribution/update-contributions.ts';
import { publishPartner, takeTurn } from '../partner/publish-partner.ts';
import { compareSomeCells, compareVisits, type Difference } from './compare-cells.ts';
import { updateCells } from './update-cells.ts';

/** Every visit there is and every one that counts, behind a place. */
const VISITS = (
  atMost: number,
  after: string,
): string => `(select o.id from support.outcome_card o where o.id > ${after}::uuid order by o.id limit ${atMost})
  union (select distinct c.case_id from network.contribution c where c.case_id > ${after}::uuid order by c.case_id limit ${atMost})
  order by 1 limit ${atMost}`;

/**
 * Each batch does what the consumer does for an event of each visit: while it holds the partner's turn no event of it is
 * counted, and one that comes after reads the cards again. So figures stay right and live, wherever a rebuild stops.
 */
const visits: ReadModelPart = {
  name: 'visits',
  async rebuild(unit, after, atMost) {
    await takeTurn(unit);
    const from = after ?? FIRST_ID;
    const found = await unit.execute<{ id: string }>(VISITS(atMost, '?'), [from, from]);
    const ids = found.map(({ id }) => id);
    const touched = await updateContributions(unit, ids);
    if (touched.length > 0) {
      await publishPartner(unit);
      tell(unit, await updateCells(unit, touched));
    }
    return { place: placeOf(ids, atMost), seen: ids.length, changed: touched.length };
  },
  async compare(source, after, atMost) {
    const found = await source.reader.query<{ id: string }>(source.scope, {
      text: VISITS(atMost, '$1'),
      values: [after ?? FIRST_ID],
    });
    const ids = found.map(({ id }) => id);
    const differing = await compareVisits(source, ids);
    return { place: placeOf(ids, atMost), seen: ids.length, differing: differing.map(keyOf) };
  },
};

/** Every cell there is, counted or published, behind a place. */
const CELLS = (atMost: number, after: string): string => `select k.figure, k.product_line, k.month
  from (select figure, product_line, month from network.contribution union select figure, product_line, month from network.tenant_cell
    union select figure, product_line, month from network.published_cell) k
  where (k.figure, k.product_line, k.month) > (${after}::text, ${after}::text, ${after}::text)
  order by k.figure, k.product_line, k.month limit ${atMost}`;

/** A published value is its two numbers, divided once. */
const DIVIDE = `update network.published_cell p set value = p.numerator::float8 / p.denominator
  from jsonb_to_recordset(?::jsonb) as k (figure text, product_line text, month text)
  where p.partner_id = ?::uuid and p.figure = k.figure and p.product_line = k.product_line and p.month = k.month
    and p.value is distinct from p.numerator::float8 / p.denominator returning p.figure, p.month`;

/** Counts cells from the contributions; what stepped figures have published stays until their next step. */
const cells: ReadModelPart = {
  name: 'cells',
  async rebuild(unit, after, atMost) {
    await publishPartner(unit);
    await takeTurn(unit);
    const keys = await unit.execute<CellKey>(CELLS(atMost, '?'), partsOf(after));
    const divided = await unit.execute<CellKey>(DIVIDE, [JSON.stringify(keys), unit.tenant]);
    const changed = await updateCells(unit, keys);
    tell(unit, changed);
    return { place: placeOf(keys.map(textOf), atMost), seen: keys.length, changed: divided.length + changed.length };
  },
  async compare(source, after, atMost) {
    const [figure, line, month] = ['$1', '$2', '$3'];
    const text = CELLS(atMost, '?').replace('?', figure).replace('?', line).replace('?', month);
    const keys = await source.reader.query<CellKey>(source.scope, { text, values: partsOf(after) });
    const differing = await compareSomeCells(source, keys);
    return { place: placeOf(keys.map(textOf), atMost), seen: keys.length, differing: differing.map(keyOf) };
  },
};

/** Headquarters' figures of a partner: what visits contribute, and what is counted and published of them. */
export const cellsModel: ReadModel = { name: 'cells', parts: [visits, cells] };

const textOf = ({ figure, product_line, month }: CellKey): string => `${figure} ${product_line} ${month}`;
const partsOf = (place: string | null): string[] => (place ?? '  ').split(' ');

function placeOf(keys: readonly string[], atMost: number): string | null {
  return keys.length < atMost ? null : (keys.at(-1) ?? null);
}

function keyOf({ what, figure, productLine, month, caseId }: Difference): string {
  return [what, figure, ...(caseId ? [caseId] : [productLine, month])].join(' ');
}
