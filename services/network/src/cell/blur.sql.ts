import { FIGURES, type FigureCode, STEPPED } from '../figure/figure.definition.ts';

/** A number above 0 and up to 1 out of 48 random bits of a UUID: what the database has that nobody can foresee. */
const CHANCE =
  "((('x' || left(replace(gen_random_uuid()::text, '-', ''), 12))::bit(48)::bigint + 1) / 281474976710656.0)";

const of = (figure: string, byFigure: (code: FigureCode) => string): string =>
  `case ${figure} ${STEPPED.map((code) => `when '${code}' then ${byFigure(code)}`).join(' ')} else 0 end`;

/** A fresh blur for one step of a figure: the difference of two geometric draws, so 0 is the likeliest and no number impossible. */
export function freshBlur(figure: string): string {
  const draw = (blur: number): string => `floor(ln(${CHANCE}) / ln(${blur}::numeric))::int`;
  return of(figure, (code) => `${draw(FIGURES[code].blur)} - ${draw(FIGURES[code].blur)}`);
}

/** A blurred numerator that could be a true one: a share of 0 to 1, a score of 1 to 5. */
export function withinUnit(figure: string, numerator: string, denominator: string): string {
  const least = of(figure, (code) => (FIGURES[code].unit === 'SCORE' ? denominator : '0'));
  const most = of(figure, (code) => (FIGURES[code].unit === 'SCORE' ? `5 * ${denominator}` : denominator));
  return `least(greatest(${numerator}, ${least}), ${most})`;
}
