import type { FigureUnit } from '#lib/graph/schema.generated.ts';

export interface TrendPoint {
  month: string;
  value: number | null;
  enough: boolean;
}

/** The axis of a trend: whole steps around what is shown and the target, never beyond what the unit allows. */
export const trendRange = (
  points: readonly TrendPoint[],
  target: number | null,
  unit: FigureUnit,
): { low: number; high: number } => {
  const step = unit === 'SHARE' ? 0.05 : 0.5;
  const [least, most] = unit === 'SHARE' ? [0, 1] : [1, 5];
  const shown = points.flatMap(({ value, enough }) => (enough && value !== null ? [value] : []));
  const all = target === null ? shown : [...shown, target];
  if (!all.length) return { low: least, high: most };
  const down = Math.floor((Math.min(...all) - step / 5) / step) * step;
  const up = Math.ceil((Math.max(...all) + step / 5) / step) * step;
  const low = Math.max(least, Number(down.toFixed(4)));
  return { low, high: Math.min(most, Math.max(Number(up.toFixed(4)), Number((low + 2 * step).toFixed(4)))) };
};

/** Where the axis has a line: round numbers, at most `most` + 1 of them. */
export const trendTicks = ({ low, high }: { low: number; high: number }, unit: FigureUnit, most: number): number[] => {
  const steps = unit === 'SHARE' ? [0.05, 0.1, 0.2, 0.25, 0.5] : [0.5, 1, 2];
  const step = steps.find((one) => (high - low) / one <= most + 1e-9) ?? 1;
  const first = Math.ceil(low / step - 1e-9);
  const count = Math.floor(high / step + 1e-9) - first + 1;
  return Array.from({ length: count }, (_, index) => Number(((first + index) * step).toFixed(4)));
};

/** A line drawn through the months that have a number; where one hasn't, it breaks. */
export const trendRuns = (
  points: readonly TrendPoint[],
  x: (index: number) => number,
  y: (value: number) => number,
): string[] => {
  const runs: string[][] = [[]];
  for (const [index, { value, enough }] of points.entries()) {
    if (enough && value !== null) runs.at(-1)?.push(`${x(index).toFixed(1)} ${y(value).toFixed(1)}`);
    else runs.push([]);
  }
  return runs.filter(({ length }) => length > 1).map((run) => `M${run.join('L')}`);
};
