import type { ServiceItemCode } from '@landfall/support/service-item/service-item';
import type { Severity } from '@landfall/support/ticket/ticket.state';

/** When a trouble comes up most. */
export type Season = 'ALWAYS' | 'MONTH_END' | 'YEAR_END' | 'SPRING';

/** Something that goes wrong with accounting software, from what the user sees to what mends it. `{期}` becomes a month. */
export interface Trouble {
  /** As the user says it. */
  readonly symptom: string;
  /** What the hotline tried on the phone. */
  readonly tried: string;
  /** What the hotline says where it can be mended from afar. */
  readonly answer: string;
  readonly diagnosis: string;
  readonly steps: string;
  /** How likely somebody has to go there. */
  readonly onSite: number;
  /** Minutes the work takes there. */
  readonly minutes: number;
  readonly item: keyof typeof ServiceItemCode;
  readonly severity: keyof typeof Severity;
  readonly season: Season;
}

type Line = readonly [
  symptom: string,
  tried: string,
  answer: string,
  diagnosis: string,
  steps: string,
  more?: Partial<Pick<Trouble, 'onSite' | 'minutes' | 'item' | 'severity' | 'season'>>,
];

/** Troubles from their lines; what isn't said is the ordinary case. */
export function troubles(lines: readonly Line[]): Trouble[] {
  return lines.map(([symptom, tried, answer, diagnosis, steps, more]) => ({
    ...{ symptom, tried, answer, diagnosis, steps },
    ...{ onSite: 0.5, minutes: 90, item: 'ROUTINE', severity: 'NORMAL', season: 'ALWAYS' },
    ...more,
  }));
}
