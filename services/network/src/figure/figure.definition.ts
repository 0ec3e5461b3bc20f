/** The figures headquarters reads (requirements.md, Quality figures; R2, R3, R9). */
export const FIGURE_CODES = [
  'CONTACTED_IN_TIME',
  'ON_SITE_IN_TIME',
  'ON_SITE_REMOTE_IN_TIME',
  'SATISFACTION_MEAN',
  'SATISFIED_SHARE',
] as const;

/** One of {@link FIGURE_CODES}. */
export type FigureCode = (typeof FIGURE_CODES)[number];

/** The least number of distinct customers behind a published number; below it a cell says "not enough data". */
export const MINIMUM_CUSTOMERS = 5;

/** What a figure means; the web has the words for each code. */
export interface FigureDefinition {
  /** A share of 0 to 1, or a score of 1 to 5. */
  readonly unit: 'SHARE' | 'SCORE';
  /** What is aimed at, in the figure's unit. */
  readonly target: number;
  readonly numerator: string;
  readonly denominator: string;
  readonly exclusions: readonly string[];
  /**
   * Customers by which a cell has to have grown before it is published again; 0 publishes every change. A rating is
   * one customer's own word, so it must not be readable from two publications (security.md 19).
   */
  readonly step: number;
  /**
   * How far the numerator of each step is blurred: by a whole number either way, each further one this many times as likely
   * as the one before; 0 not at all. Whoever knows every other rating of a cell could else subtract them and read the one
   * they don't know. A score is blurred further than a share, since one rating moves it by up to four.
   */
  readonly blur: number;
}

/** What no number counts, whatever the figure. */
const EVERYWHERE = ['ORDERS_CANCELLED', 'CELLS_BELOW_MINIMUM'] as const;

/** The published definitions. */
export const FIGURES: Readonly<Record<FigureCode, FigureDefinition>> = {
  CONTACTED_IN_TIME: {
    unit: 'SHARE',
    target: 0.95,
    numerator: 'CONTACTED_BY_DUE_TIME',
    denominator: 'CONTACT_PROMISES_DECIDED',
    exclusions: [...EVERYWHERE, 'TIME_AWAITING_CUSTOMER'],
    step: 0,
    blur: 0,
  },
  ON_SITE_IN_TIME: {
    unit: 'SHARE',
    target: 0.95,
    numerator: 'ON_SITE_BY_DUE_TIME',
    denominator: 'ON_SITE_PROMISES_DECIDED',
    exclusions: [...EVERYWHERE, 'REMOTE_ALLOWANCE', 'TIME_AWAITING_CUSTOMER'],
    step: 0,
    blur: 0,
  },
  ON_SITE_REMOTE_IN_TIME: {
    unit: 'SHARE',
    target: 0.95,
    numerator: 'ON_SITE_BY_DUE_TIME',
    denominator: 'ON_SITE_PROMISES_WITH_ALLOWANCE_DECIDED',
    exclusions: [...EVERYWHERE, 'NO_REMOTE_ALLOWANCE', 'TIME_AWAITING_CUSTOMER'],
    step: 0,
    blur: 0,
  },
  SATISFACTION_MEAN: {
    unit: 'SCORE',
    target: 4.5,
    numerator: 'SUM_OF_RATINGS',
    denominator: 'RATED_VISITS',
    exclusions: [...EVERYWHERE, 'DISPUTED_RECORDS', 'RATINGS_UNTIL_NEXT_STEP', 'RATINGS_BLURRED'],
    step: MINIMUM_CUSTOMERS,
    blur: 0.5,
  },
  SATISFIED_SHARE: {
    unit: 'SHARE',
    target: 0.9,
    numerator: 'RATED_FOUR_OR_FIVE',
    denominator: 'RATED_VISITS',
    exclusions: [...EVERYWHERE, 'DISPUTED_RECORDS', 'RATINGS_UNTIL_NEXT_STEP', 'RATINGS_BLURRED'],
    step: MINIMUM_CUSTOMERS,
    blur: 0.25,
  },
};

/** Figures that are published in steps. */
export const STEPPED: readonly FigureCode[] = FIGURE_CODES.filter((code) => FIGURES[code].step > 0);
