import type { Candidate, CandidateReason } from './candidate.type.ts';

/** A consultant, and what they have to do already. */
export interface ConsultantFacts {
  readonly id: string;
  readonly name: string;
  readonly sortKey: string;
  readonly productLines: readonly string[];
  /** Division codes served, as prefixes: `3101` is all of Shanghai's city. */
  readonly divisions: readonly string[];
  readonly openOrders: number;
  readonly ordersThatDay: number;
  /** Away on that day: the stand-in's name, empty where there is none; null for somebody who is there. */
  readonly absentFor?: string | null;
}

/** What is to be done, and where. Null where it isn't known: then it speaks for nobody and against nobody. */
export interface Job {
  readonly productLine: string | null;
  readonly divisionCode: string | null;
}

// Somebody not certified stands behind everybody who is, whatever the region; the wrong region behind the right one,
// whatever the load.
const NOT_CERTIFIED = 0.05;
const NOT_SERVED = 0.25;
// Somebody who is away stands behind everybody who isn't.
const ABSENT = 0.001;

/** Ranks consultants by product × region × load (R5), the best first, with the reasons. */
export function rankCandidates(consultants: readonly ConsultantFacts[], job: Job): Candidate[] {
  return consultants
    .map((facts) => ({ facts, ...judged(facts, job) }))
    .sort((a, b) => b.score - a.score || (a.facts.sortKey < b.facts.sortKey ? -1 : 1))
    .map(({ facts, ...judgement }, i) => ({
      member: { id: facts.id, name: facts.name },
      rank: i + 1,
      openOrders: facts.openOrders,
      ordersThatDay: facts.ordersThatDay,
      ...judgement,
    }));
}

function judged(
  facts: ConsultantFacts,
  job: Job,
): Pick<Candidate, 'score' | 'productMatches' | 'regionMatches' | 'isAbsent' | 'reasons'> {
  const { productLine, divisionCode } = job;
  const productMatches = productLine === null || facts.productLines.includes(productLine);
  const regionMatches = divisionCode === null || facts.divisions.some((prefix) => divisionCode.startsWith(prefix));
  // Between a whole quarter and 1: load never outweighs region.
  const load = 0.25 + 0.75 / (1 + 0.25 * facts.openOrders + 0.5 * facts.ordersThatDay);
  const isAbsent = typeof facts.absentFor === 'string';
  const score =
    (productMatches ? 1 : NOT_CERTIFIED) * (regionMatches ? 1 : NOT_SERVED) * (isAbsent ? ABSENT : 1) * load;
  const reasons: CandidateReason[] = [
    ...(isAbsent ? [{ code: 'ABSENT', value: facts.absentFor || null }] : []),
    ...(productLine === null
      ? []
      : [{ code: productMatches ? 'PRODUCT_CERTIFIED' : 'PRODUCT_NOT_CERTIFIED', value: productLine }]),
    ...(divisionCode === null
      ? []
      : [{ code: regionMatches ? 'REGION_SERVED' : 'REGION_NOT_SERVED', value: divisionCode }]),
    { code: 'LOAD', value: String(facts.openOrders) },
  ];
  return { score: Math.round(score * 1_000_000) / 1_000_000, productMatches, regionMatches, isAbsent, reasons };
}
