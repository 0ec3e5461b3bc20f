import type { FigureCode, FigureUnit, ProductLine } from '#lib/graph/schema.generated.ts';
import { m } from '#lib/paraglide/messages.js';
import { figureWords, lineWords } from './figure.words.ts';

interface Measured {
  value: number | null;
  numerator: number | null;
  denominator: number | null;
  enough: boolean;
}

/** What an export says of a figure: what the page shows, nothing more. */
export interface ExportedFigure extends Measured {
  code: FigureCode;
  unit: FigureUnit;
  target: number | null;
  trend: ReadonlyArray<Measured & { month: string }>;
  byPartner: ReadonlyArray<Measured & { name: string; rank: number | null }>;
  byProductLine: ReadonlyArray<Measured & { name: string; rank: number | null }>;
  cells?: ReadonlyArray<Measured & { partnerName: string; productLine: ProductLine | null; month: string }>;
}

type Row = Array<string | number | null>;

/**
 * A figure as rows: one a number, with what it counts. Groups below the minimum say so and have no number.
 * @param period "2026-11" or "2026-09 – 2026-11", for what isn't of one month
 */
export const figureRows = (figures: readonly ExportedFigure[], period: string): Row[] => {
  const head: Row = [
    m.figure_name(),
    m.figure_kind(),
    m.figure_partner(),
    m.figure_line(),
    m.figure_month(),
    m.figure_value(),
    m.figure_numerator(),
    m.figure_denominator(),
    m.figure_rank(),
    m.figure_target({ target: '' }).trim(),
    '',
  ];
  const measured = (
    { value, numerator, denominator, enough }: Measured,
    rank: number | null,
    target: number | null,
  ): Row => [
    enough ? value : null,
    enough ? numerator : null,
    enough ? denominator : null,
    enough ? rank : null,
    target,
    enough ? '' : m.figure_not_enough(),
  ];
  const rows = figures.flatMap((one): Row[] => {
    const name = figureWords[one.code].name();
    const { target } = one;
    return [
      [name, m.figure_kind_total(), '', '', period, ...measured(one, null, target)],
      ...one.byPartner.map(
        (group): Row => [name, m.figure_by_partner(), group.name, '', period, ...measured(group, group.rank, target)],
      ),
      ...one.byProductLine.map(
        (group): Row => [
          name,
          m.figure_by_line(),
          '',
          lineWords(group.name),
          period,
          ...measured(group, group.rank, target),
        ],
      ),
      ...one.trend.map((point): Row => [name, m.figure_trend(), '', '', point.month, ...measured(point, null, target)]),
      ...(one.cells ?? []).map(
        (cell): Row => [
          name,
          m.figure_cells(),
          cell.partnerName,
          lineWords(cell.productLine),
          cell.month,
          ...measured(cell, null, target),
        ],
      ),
    ];
  });
  return [head, ...rows];
};
