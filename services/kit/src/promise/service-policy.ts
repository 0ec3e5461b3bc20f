import { minuteSpans } from '../working-time/opening-periods.ts';
import { type ClockMode, WorkingCalendar, type WorkingCalendarOptions } from '../working-time/working-calendar.ts';

/** One version of what a partner promises (R2). A promise keeps the version it was made under. */
export interface ServicePolicy extends WorkingCalendarOptions {
  version: number;
  /** Hours to phone the customer and agree the visit; 16 unless tightened. */
  contactHours: number;
  /** Hours to be on site; 24 unless tightened. */
  onSiteHours: number;
  clockMode: ClockMode;
}

/** What headquarters asks of every partner at least. */
export type PolicyFloor = Pick<ServicePolicy, 'contactHours' | 'onSiteHours' | 'clockMode'> & {
  /** Opening minutes a week a partner with the business clock has to offer at least. */
  openMinutesAWeek?: number;
};

/** The calendar a policy counts by. */
export function calendarOf(policy: WorkingCalendarOptions): WorkingCalendar {
  return new WorkingCalendar(policy);
}

/** From tight to loose: the same hours end no later under an earlier one. */
const LOOSENESS: Record<ClockMode, number> = { ELAPSED: 0, WORKDAY: 1, BUSINESS: 2 };

/** What of a policy a floor is compared with. */
export type PolicyTerms = Pick<ServicePolicy, 'contactHours' | 'onSiteHours' | 'clockMode'> & {
  /** Opening minutes a week. */
  openMinutes: number;
};

/** Fields in which terms can be looser than a floor. */
export type FloorField = 'contactHours' | 'onSiteHours' | 'clockMode' | 'openMinutes';

/** The fields in which terms are looser than the floor; a partner may tighten, never loosen. Hours compare directly, clocks by what they skip. */
export function looserFields(terms: PolicyTerms, floor: PolicyFloor): FloorField[] {
  const fields: FloorField[] = [];
  if (!(terms.contactHours <= floor.contactHours)) fields.push('contactHours');
  if (!(terms.onSiteHours <= floor.onSiteHours)) fields.push('onSiteHours');
  if (LOOSENESS[terms.clockMode] > LOOSENESS[floor.clockMode]) fields.push('clockMode');
  const minimum = floor.openMinutesAWeek;
  // Shorter opening hours loosen only a clock that runs in them.
  if (minimum !== undefined && terms.clockMode === 'BUSINESS' && terms.openMinutes < minimum)
    fields.push('openMinutes');
  return fields;
}

/** The fields in which a policy is looser than the floor. */
export function floorBreaches(policy: ServicePolicy, floor: PolicyFloor): (keyof ServicePolicy)[] {
  return looserFields({ ...policy, openMinutes: openMinutesAWeek(policy) }, floor).map((field) =>
    field === 'openMinutes' ? 'periods' : field,
  );
}

/** Whether a policy is at least as tight as the floor. */
export function withinFloor(policy: ServicePolicy, floor: PolicyFloor): boolean {
  return floorBreaches(policy, floor).length === 0;
}

/** How long a partner is open in a week without holidays. Minutes; overlapping periods count once. */
export function openMinutesAWeek(policy: Pick<WorkingCalendarOptions, 'periods'>): number {
  const ofWeekday = (weekday: number) => minuteSpans(policy.periods.filter((period) => period.weekday === weekday));
  const spans = [1, 2, 3, 4, 5, 6, 7].flatMap(ofWeekday);
  return spans.reduce((sum, span) => sum + span.until - span.from, 0);
}
