import type { FigureCode, FigureUnit } from '#lib/graph/schema.generated.ts';
import type { Locale } from '#lib/locale/locales.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Period } from './figure.period.ts';

/** A figure's name and what it says in one line; `slug` is its part of the address. */
export const figureWords: Record<FigureCode, { slug: string; name: () => string; short: () => string }> = {
  CONTACTED_IN_TIME: { slug: 'contacted-in-time', name: m.figure_name_contacted, short: m.figure_short_contacted },
  ON_SITE_IN_TIME: { slug: 'on-site-in-time', name: m.figure_name_on_site, short: m.figure_short_on_site },
  ON_SITE_REMOTE_IN_TIME: {
    slug: 'on-site-remote-in-time',
    name: m.figure_name_on_site_remote,
    short: m.figure_short_on_site_remote,
  },
  SATISFACTION_MEAN: {
    slug: 'satisfaction-mean',
    name: m.figure_name_satisfaction,
    short: m.figure_short_satisfaction,
  },
  SATISFIED_SHARE: { slug: 'satisfied-share', name: m.figure_name_satisfied, short: m.figure_short_satisfied },
};

export const figureCodes = Object.keys(figureWords) as FigureCode[];

/** The figure of an address, written as a slug or as the code itself. */
export const codeOf = (address: string): FigureCode | undefined =>
  figureCodes.find((code) => figureWords[code].slug === address.toLowerCase() || code === address);

/** The most a figure can be: 100 %, or five. */
export const mostOf = (unit: FigureUnit): number => (unit === 'SHARE' ? 1 : 5);

/** "93.4%" or "4.42"; whole percents where `short`. */
export const valueWords = (value: number, unit: FigureUnit, locale: Locale, short = false): string =>
  unit === 'SHARE'
    ? new Intl.NumberFormat(locale, {
        style: 'percent',
        maximumFractionDigits: short ? 0 : 1,
        minimumFractionDigits: short ? 0 : 1,
      }).format(value)
    : new Intl.NumberFormat(locale, {
        maximumFractionDigits: short ? 1 : 2,
        minimumFractionDigits: short ? 1 : 2,
      }).format(value);

/** How much is missing to the target, in points or score. */
export const gapWords = (gap: number, unit: FigureUnit, locale: Locale): string => {
  const count = (value: number, digits: number) =>
    new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(value);
  return unit === 'SHARE' ? m.figure_points({ count: count(gap * 100, 1) }) : m.figure_score({ count: count(gap, 2) });
};

/** What a number is made of: "1,150 / 1,234", or how many rated. */
export const basisWords = (
  { numerator, denominator }: { numerator: number | null; denominator: number | null },
  unit: FigureUnit,
  locale: Locale,
): string => {
  if (numerator === null || denominator === null) return '';
  const count = (value: number) => new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(value);
  return unit === 'SCORE'
    ? m.figure_rated({ count: count(denominator) })
    : m.figure_of({ numerator: count(numerator), denominator: count(denominator) });
};

/** A product line; visits without a product have a line of their own. */
export const lineWords = (line: string | null): string =>
  line === null || line === 'NONE' ? m.figure_line_none() : line;

/** Groups by product line in their usual order; visits without a product are told only where there are enough of them. */
export const linesOf = <G extends { key: string; enough: boolean }>(
  groups: readonly G[],
): Array<G & { name: string }> =>
  ['KIS', 'K3', 'NONE'].flatMap((line) => {
    const group = groups.find(({ key, enough }) => key === line && (enough || line !== 'NONE'));
    return group ? [{ ...group, name: lineWords(line) }] : [];
  });

/** "2026年11月"; where `short`, "11月", with the year in January and where `dated`. */
export const monthWords = (month: string, locale: Locale, short = false, dated = false): string =>
  new Intl.DateTimeFormat(locale, {
    timeZone: 'UTC',
    month: short || locale === 'en' ? 'short' : 'long',
    ...(short && !dated && !month.endsWith('-01') ? {} : { year: short ? '2-digit' : 'numeric' }),
  }).format(Date.parse(`${month}-01T00:00:00Z`));

export const periodWords: Record<Period, () => string> = {
  this: m.figure_period_this,
  last: m.figure_period_last,
  quarter: m.figure_period_quarter,
  year: m.figure_period_year,
};

const codes: Record<string, () => string> = {
  CONTACTED_BY_DUE_TIME: m.figure_code_contacted_by_due_time,
  CONTACT_PROMISES_DECIDED: m.figure_code_contact_promises_decided,
  ON_SITE_BY_DUE_TIME: m.figure_code_on_site_by_due_time,
  ON_SITE_PROMISES_DECIDED: m.figure_code_on_site_promises_decided,
  ON_SITE_PROMISES_WITH_ALLOWANCE_DECIDED: m.figure_code_on_site_remote_decided,
  SUM_OF_RATINGS: m.figure_code_sum_of_ratings,
  RATED_VISITS: m.figure_code_rated_visits,
  RATED_FOUR_OR_FIVE: m.figure_code_rated_four_or_five,
  ORDERS_CANCELLED: m.figure_code_orders_cancelled,
  CELLS_BELOW_MINIMUM: m.figure_code_cells_below_minimum,
  TIME_AWAITING_CUSTOMER: m.figure_code_time_awaiting_customer,
  REMOTE_ALLOWANCE: m.figure_code_remote_allowance,
  NO_REMOTE_ALLOWANCE: m.figure_code_no_remote_allowance,
  DISPUTED_RECORDS: m.figure_code_disputed_records,
  RATINGS_UNTIL_NEXT_STEP: m.figure_code_ratings_until_next_step,
  RATINGS_BLURRED: m.figure_code_ratings_blurred,
};

/** A code of a published definition in words; one this page doesn't know is shown as it is. */
export const definitionWords = (code: string): string => codes[code]?.() ?? code;
