import type { ClockMode } from '#lib/graph/schema.generated.ts';
import { m } from '#lib/paraglide/messages.js';
import { type Period, problemsOf, sorted } from './hours.check.ts';
import type { FloorFacts, PolicyVersionFacts } from './policy.graphql';

/** A version as somebody is typing it. */
export interface PolicyTyped {
  isLater: boolean;
  day: string;
  clockMode: ClockMode;
  contactHours: string;
  onSiteHours: string;
  periods: Period[];
  makeUpWeekday: string;
  note: string;
}

/** What a new version begins from: the one in force. */
export const typedOf = (version: PolicyVersionFacts | undefined): PolicyTyped => ({
  isLater: true,
  day: '',
  clockMode: version?.clockMode ?? 'WORKDAY',
  contactHours: String(version?.contactHours ?? 16),
  onSiteHours: String(version?.onSiteHours ?? 24),
  periods: (version?.periods ?? []).map(({ weekday, from, until }) => ({ weekday, from, until })),
  makeUpWeekday: String(version?.makeUpWeekday ?? 1),
  note: '',
});

/** The version as it is sent. */
export const inputOf = (typed: PolicyTyped) => ({
  validFrom: typed.isLater ? typed.day : null,
  clockMode: typed.clockMode,
  contactHours: Number(typed.contactHours),
  onSiteHours: Number(typed.onSiteHours),
  periods: sorted(typed.periods),
  makeUpWeekday: Number(typed.makeUpWeekday),
  note: typed.note.trim() || null,
});

/** What can be seen to be wrong before it is sent, by field. */
export const mistakesOf = (typed: PolicyTyped, earliest: string): Record<string, string | undefined> => {
  const isWhole = (text: string) => /^\d{1,3}$/.test(text.trim()) && Number(text) >= 1;
  return {
    validFrom: typed.isLater && !(typed.day >= earliest) ? m.settings_policy_day_missing() : undefined,
    contactHours: isWhole(typed.contactHours) ? undefined : m.settings_policy_hours_invalid(),
    onSiteHours: isWhole(typed.onSiteHours) ? undefined : m.settings_policy_hours_invalid(),
    periods: typed.periods.length === 0 ? m.settings_hours_none() : undefined,
    eachPeriod: problemsOf(typed.periods).some(Boolean) ? ' ' : undefined,
  };
};

/** Which version is in force; what is to come and what is past are beside it. */
export const inForceOf = (versions: readonly PolicyVersionFacts[]): PolicyVersionFacts | undefined =>
  versions.find(({ state }) => state === 'IN_FORCE');

/** The floor in force at a moment (milliseconds); floors come latest first. */
export const floorAt = (floors: readonly FloorFacts[], at: number): FloorFacts | undefined =>
  floors.find(({ validFrom, withdrawnAt }) => !withdrawnAt && Date.parse(validFrom) <= at);

/** Floors that are still to come, the next one first. */
export const floorsToCome = (floors: readonly FloorFacts[], now: number): FloorFacts[] =>
  floors.filter(({ validFrom, withdrawnAt }) => !withdrawnAt && Date.parse(validFrom) > now).reverse();

const looseness: Record<ClockMode, number> = { ELAPSED: 0, WORKDAY: 1, BUSINESS: 2 };

type Terms = { clockMode: ClockMode; contactHours: number; onSiteHours: number; periods: readonly Period[] };
const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

/** Fields looser than a floor, as the server will say them. */
export const looserThan = (terms: Terms, floor: FloorFacts | undefined): string[] => {
  if (!floor) return [];
  const open = terms.periods.reduce((sum, { from, until }) => sum + Math.max(0, minuteOf(until) - minuteOf(from)), 0);
  return [
    ...(terms.contactHours > floor.contactHours ? ['contactHours'] : []),
    ...(terms.onSiteHours > floor.onSiteHours ? ['onSiteHours'] : []),
    ...(looseness[terms.clockMode] > looseness[floor.clockMode] ? ['clockMode'] : []),
    ...(terms.clockMode === 'BUSINESS' && open < floor.openMinutes ? ['periods'] : []),
  ];
};
