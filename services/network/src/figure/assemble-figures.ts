import type { ProductLine } from '@landfall/kit/product-line/product-line';
import { FIGURE_CODES, FIGURES, type FigureCode, MINIMUM_CUSTOMERS } from './figure.definition.ts';
import type { Figure, FigureCell, FigureCodeName, FigureGroup, FigurePoint, FigureUnit } from './figure.type.ts';
import type { PartnerRow, SumRow } from './published-sums.ts';

interface Value {
  value: number | null;
  numerator: number | null;
  denominator: number | null;
  enough: boolean;
}

const PRODUCT_LINES = ['KIS', 'K3', 'NONE'] as const;

/** Figures out of sums: every figure, every month of the range, every partner, whether there is enough data or not. */
export function assembleFigures(
  sums: readonly SumRow[],
  partners: readonly PartnerRow[],
  months: readonly string[],
): Figure[] {
  const byFigure = Map.groupBy(sums, (row) => row.figure);
  return FIGURE_CODES.map((code) => assemble(code, byFigure.get(code) ?? [], partners, months));
}

function assemble(
  code: FigureCode,
  sums: readonly SumRow[],
  partners: readonly PartnerRow[],
  months: readonly string[],
): Figure {
  const { unit, target, numerator, denominator, exclusions, step } = FIGURES[code];
  const asked = sums.filter((row) => row.partnerId === null);
  const monthly = added(asked, (row) => row.month);
  const perPartner = new Map(sums.filter((row) => row.month === null).map((row) => [row.partnerId, row]));
  const cells = sums.filter((row) => row.partnerId !== null && row.month !== null);
  const perLine = added(asked, (row) => row.productLine);
  const names = new Map(partners.map((partner) => [partner.id, partner.name]));
  const trend: FigurePoint[] = months.map((month) => ({ month, ...numbersOf(monthly.get(month)) }));
  const groups = partners.map(({ id, name }) => ({ key: id ?? '', name, ...numbersOf(perPartner.get(id)) }));
  // Visits without a product have a line of their own only where there are any.
  const lines = PRODUCT_LINES.filter((line) => line !== 'NONE' || perLine.has(line));
  return {
    code: code as FigureCodeName,
    unit: unit as FigureUnit,
    target,
    ...numbersOf(added(asked, () => '').get('')),
    trend,
    byPartner: ranked(groups),
    byProductLine: ranked(lines.map((line) => ({ key: line, name: line, ...numbersOf(perLine.get(line)) }))),
    cells: cells.map((row) => cellOf(row, names)),
    definition: { numerator, denominator, exclusions, minimum: MINIMUM_CUSTOMERS, step },
  };
}

type Numbers = Pick<SumRow, 'numerator' | 'denominator'>;

/** Sums of sums. What has no numbers adds none, as in SQL. */
function added<Key>(rows: readonly SumRow[], keyOf: (row: SumRow) => Key): Map<Key, Numbers> {
  const plus = (a: number | null, b: number | null): number | null => (a === null ? b : b === null ? a : a + b);
  const totals = new Map<Key, Numbers>();
  for (const row of rows) {
    const key = keyOf(row);
    const { numerator = null, denominator = null } = totals.get(key) ?? {};
    totals.set(key, {
      numerator: plus(numerator, row.numerator),
      denominator: plus(denominator, row.denominator),
    });
  }
  return totals;
}

function numbersOf(row: Numbers | undefined): Value {
  const { numerator, denominator } = row ?? {};
  if (numerator == null || !denominator) return { value: null, numerator: null, denominator: null, enough: false };
  return { value: numerator / denominator, numerator, denominator, enough: true };
}

function cellOf(row: SumRow, names: ReadonlyMap<string | null, string>): FigureCell {
  const productLine = row.productLine === 'NONE' ? null : (row.productLine as ProductLine);
  return {
    partnerId: row.partnerId ?? '',
    partnerName: names.get(row.partnerId) ?? '',
    productLine,
    month: row.month ?? '',
    ...numbersOf(row),
  };
}

/** Best first, those without enough data behind them; equal values share a rank. */
function ranked(groups: readonly Omit<FigureGroup, 'rank'>[]): FigureGroup[] {
  const values = groups.flatMap(({ value }) => (value === null ? [] : [value]));
  return groups
    .map((group) => ({
      ...group,
      rank: group.value === null ? null : 1 + values.filter((value) => value > (group.value ?? 0)).length,
    }))
    .sort((a, b) => (a.rank ?? Number.POSITIVE_INFINITY) - (b.rank ?? Number.POSITIVE_INFINITY) || 0);
}
