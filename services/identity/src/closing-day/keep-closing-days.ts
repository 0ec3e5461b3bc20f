import { invalid, notFound, Problem } from '@landfall/kit/problem/problem';
import type { UnitOfWork } from '@landfall/kit/tenancy/unit-of-work';
import { ownPartner } from '../partner/keep-organisation.ts';
import { tidyPeriods } from '../service-policy/check-periods.ts';
import { ClosingDay } from './closing-day.entity.ts';
import type { ClosingDaysInput } from './closing-day.inputs.ts';

const MOST_AT_ONCE = 31;
/** How far ahead a day may be entered; one entry a day, so no partner has more than that. */
export const FURTHEST_DAYS = 730;

/** Adds a day, or days in a row; what was promised before stays. @returns the partner's id. @throws Problem INVALID at the field */
export async function addClosingDays(unit: UnitOfWork, input: ClosingDaysInput): Promise<string> {
  const partner = await ownPartner(unit);
  const today = unit.now.toZonedDateTimeISO(partner.timeZone).toPlainDate();
  const first = input.date;
  const last = input.until ?? first;
  const length = first.until(last, { largestUnit: 'days' }).days;
  if (Temporal.PlainDate.compare(first, today) < 0) throw invalid('closingDay.past', ['date']);
  if (length < 0) throw invalid('closingDay.backwards', ['until']);
  if (length >= MOST_AT_ONCE) throw invalid('closingDay.tooMany', ['until'], { max: MOST_AT_ONCE });
  if (Temporal.PlainDate.compare(last, today.add({ days: FURTHEST_DAYS })) > 0)
    throw invalid('closingDay.tooFar', ['date']);
  const periods = input.isOpen && input.periods?.length ? hoursOf(input.periods) : null;
  const days = Array.from({ length: length + 1 }, (_, i) => first.add({ days: i }));
  const taken = await unit.execute<{ date: string }>(
    `select date::text from identity.closing_day where ended_at is null and date between ?::date and ?::date order by date limit 1`,
    [first.toString(), last.toString()],
  );
  if (taken[0]) throw invalid('closingDay.taken', ['date'], { date: taken[0].date });
  for (const date of days) {
    unit.create(ClosingDay, {
      ...{ date, isOpen: input.isOpen, periods, name: input.name.trim() },
      createdBy: unit.viewer.membershipId,
      createdAt: unit.now,
    });
  }
  return told(unit);
}

/** Takes a day back; one that is over stays, since promises were counted by it. @returns the partner's id */
export async function removeClosingDay(unit: UnitOfWork, id: string): Promise<string> {
  const partner = await ownPartner(unit);
  const day = await unit.find(ClosingDay, { id });
  if (!day) throw notFound();
  if (day.endedAt) return unit.tenant;
  const today = unit.now.toZonedDateTimeISO(partner.timeZone).toPlainDate();
  if (Temporal.PlainDate.compare(day.date, today) < 0) throw new Problem('CONFLICT', 'closingDay.over');
  day.endedAt = unit.now;
  return told(unit);
}

function hoursOf(periods: readonly { from: string; until: string }[]): { from: string; until: string }[] {
  return tidyPeriods(periods.map(({ from, until }) => ({ weekday: 1, from, until }))).map(({ from, until }) => ({
    from,
    until,
  }));
}

function told(unit: UnitOfWork): string {
  unit.announce({ event: 'closingDaysChanged', noun: 'partner', id: unit.tenant });
  return unit.tenant;
}
