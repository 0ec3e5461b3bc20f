import type { FigureCode, FigureUnit } from '#lib/graph/schema.generated.ts';
import type { Locale } from '#lib/locale/locales.ts';
import { m } from '#lib/paraglide/messages.js';
import { basisWords, valueWords } from './figure.words.ts';
import type { Watched } from './moves.svelte.ts';

interface Measured {
  value: number | null;
  numerator: number | null;
  denominator: number | null;
  enough: boolean;
}
interface Figure extends Measured {
  code: FigureCode;
  unit: FigureUnit;
  byPartner: ReadonlyArray<Measured & { key: string }>;
}

/** The key under which a partner's number of a figure is watched. */
export const partnerKey = (code: FigureCode, partner: string): string => `${code} ${partner}`;

/** Every figure and every partner's share of it, as `Moves` watches them. */
export const watchedOf = (figures: readonly Figure[], locale: Locale): Watched[] =>
  figures.flatMap(({ code, unit, byPartner, ...total }) => {
    const watched = (key: string, { value, numerator, denominator, enough }: Measured): Watched => ({
      key,
      state: `${enough} ${numerator} ${denominator}`,
      said:
        enough && value !== null
          ? `${valueWords(value, unit, locale)} (${basisWords({ numerator, denominator }, unit, locale)})`
          : m.figure_not_enough(),
    });
    return [watched(code, total), ...byPartner.map((group) => watched(partnerKey(code, group.key), group))];
  });
