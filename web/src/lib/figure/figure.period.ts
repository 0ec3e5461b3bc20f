import type { ProductLine } from '#lib/graph/schema.generated.ts';

export const periods = ['this', 'last', 'quarter', 'year'] as const;
/** This month, last month, the last three, the last thirteen; each with the present month as its end but `last`. */
export type Period = (typeof periods)[number];

/** What the figures are asked for; lives in the address. */
export interface FigureFilter {
  period: Period;
  partner: string;
  line: ProductLine | '';
}

export const noFilter: FigureFilter = { period: 'this', partner: '', line: '' };

/** Reads the filter from the address; what isn't known falls back. */
export const filterOf = (parameters: Pick<URLSearchParams, 'get'>): FigureFilter => {
  const [period, line] = [parameters.get('period'), parameters.get('line')];
  return {
    period: periods.find((one) => one === period) ?? noFilter.period,
    partner: parameters.get('partner') ?? '',
    line: line === 'KIS' || line === 'K3' ? line : '',
  };
};

/** The address of a filter: only what isn't normal is said. */
export const addressOf = (filter: FigureFilter): string => {
  const said = new URLSearchParams();
  for (const name of ['period', 'partner', 'line'] as const) {
    if (filter[name] !== noFilter[name]) said.set(name, filter[name]);
  }
  const text = said.toString();
  return text ? `?${text}` : '';
};

/** The month of an instant in a zone, "2026-11". */
export const monthOf = (at: number, zone: string): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit' }).format(at).slice(0, 7);

/** Some months earlier or later. */
export const addMonths = (month: string, by: number): string => {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 + by, 1)).toISOString().slice(0, 7);
};

/** The variables of a page's question: the filter's period, and always thirteen months for the trend. */
export const questionOf = ({ period, partner, line }: FigureFilter, now: number, zone: string) => {
  const present = monthOf(now, zone);
  const until = period === 'last' ? addMonths(present, -1) : present;
  const lengths = { this: 1, last: 1, quarter: 3, year: 13 };
  return {
    from: addMonths(until, 1 - lengths[period]),
    until,
    trendFrom: addMonths(present, -12),
    trendUntil: present,
    partnerId: partner || null,
    productLine: line || null,
  };
};
