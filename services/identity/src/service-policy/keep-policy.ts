import { invalid, notFound, Problem } from '@landfall/kit/problem/problem';
import type { ServicePolicy as Policy } from '@landfall/kit/promise/service-policy';
import type { UnitOfWork } from '@landfall/kit/tenancy/unit-of-work';
import { Partner } from '../partner/partner.entity.ts';
import { tidyPeriods } from './check-periods.ts';
import { clockWord } from './clock.words.ts';
import { floorAt, looserThan } from './floor.ts';
import type { ServicePolicyInput } from './policy-version.inputs.ts';
import { ServicePolicy } from './service-policy.entity.ts';

/** How far ahead a version may be promised. Days. */
const FURTHEST_DAYS = 730;

/**
 * Adds a version of what the partner promises: from a day to come, or from now. It is never looser than headquarters'
 * floor at that moment; promises made before stay as they are. @returns its id
 * @throws Problem INVALID at the field
 */
export async function addPolicy(unit: UnitOfWork, input: ServicePolicyInput): Promise<string> {
  const partner = await unit.find(Partner, { tenantId: unit.tenant });
  if (!partner) throw notFound();
  const validFrom = beginning(unit.now, partner.timeZone, input.validFrom);
  const periods = tidyPeriods(input.periods);
  const { clockMode, contactHours, onSiteHours } = input;
  const makeUpWeekday = input.makeUpWeekday ?? 1;
  const policy: Policy = {
    ...{ version: 0, clockMode, contactHours, onSiteHours, periods, makeUpWeekday },
    timeZone: partner.timeZone,
    calendar: partner.calendar as Policy['calendar'],
  };
  await requireFloor(unit, policy, validFrom);
  const versions = await unit.findAll(ServicePolicy, {});
  const rival = versions.find(
    (other) => !other.withdrawnAt && Temporal.Instant.compare(other.validFrom, validFrom) === 0,
  );
  if (rival) throw invalid('policy.sameDay', ['validFrom'], { version: rival.policyVersion });
  const row = unit.create(ServicePolicy, {
    policyVersion: Math.max(0, ...versions.map((version) => version.policyVersion)) + 1,
    ...{ validFrom, clockMode, contactHours, onSiteHours, periods, makeUpWeekday },
    note: input.note?.trim() || null,
    createdBy: unit.viewer.way === 'SYSTEM' ? null : unit.viewer.membershipId,
    createdAt: unit.now,
  });
  unit.announce({ event: 'policyChanged', noun: 'partner', id: unit.tenant });
  return row.id;
}

/** Takes back a version nothing was promised under yet. @returns its id. @throws Problem NOT_FOUND, CONFLICT */
export async function withdrawPolicy(unit: UnitOfWork, id: string): Promise<string> {
  const row = await unit.find(ServicePolicy, { id });
  if (!row) throw notFound();
  if (row.withdrawnAt) return row.id;
  if (Temporal.Instant.compare(row.validFrom, unit.now) <= 0) throw new Problem('CONFLICT', 'policy.inForce');
  row.withdrawnAt = unit.now;
  unit.announce({ event: 'policyChanged', noun: 'partner', id: unit.tenant });
  return row.id;
}

/** The moment a version begins. @throws Problem INVALID for a day that is not to come */
export function beginning(
  now: Temporal.Instant,
  timeZone: string,
  day: Temporal.PlainDate | null | undefined,
): Temporal.Instant {
  if (!day) return now;
  const today = now.toZonedDateTimeISO(timeZone).toPlainDate();
  if (Temporal.PlainDate.compare(day, today) <= 0) throw invalid('policy.past', ['validFrom']);
  if (Temporal.PlainDate.compare(day, today.add({ days: FURTHEST_DAYS })) > 0)
    throw invalid('policy.tooFar', ['validFrom'], { days: FURTHEST_DAYS });
  return day.toZonedDateTime(timeZone).toInstant();
}

async function requireFloor(unit: UnitOfWork, policy: Policy, at: Temporal.Instant): Promise<void> {
  const floor = await floorAt((text, values) => unit.execute(text, values), '?', at);
  const fields = looserThan(policy, floor);
  if (!floor || fields.length === 0) return;
  throw invalid('policy.looser', fields, {
    contactHours: floor.contactHours,
    onSiteHours: floor.onSiteHours,
    clockMode: clockWord(floor.clockMode, unit.viewer.locale),
    openHours: Math.round((floor.openMinutesAWeek ?? 0) / 60),
  });
}
