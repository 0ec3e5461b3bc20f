import { invalid } from '@landfall/kit/problem/problem';
import type { UnitOfWork } from '@landfall/kit/tenancy/unit-of-work';
import { Absence } from '../absence/absence.entity.ts';
import { loadMember, tellMember } from '../membership/change-member.ts';
import { keepOneAdministrator } from '../membership/last-administrator.ts';
import { tidyText } from '../tidy-text.ts';

const LONGEST_REASON = 200;

/** Who leaves, why, as the sender saw it. */
export interface Departure {
  readonly id: string;
  readonly reason: string | null;
  readonly expectedVersion?: number | null | undefined;
}

/**
 * Ends a membership: its sessions are over within seconds, its history keeps the name, its account stays the person's.
 * @throws Problem CONFLICT for the last administrator, for another version, for somebody who has left
 */
export async function endMembership(unit: UnitOfWork, departure: Departure): Promise<string> {
  const member = await loadMember(unit, departure.id, 'end', 'staff', departure.expectedVersion);
  await keepOneAdministrator(unit, member);
  member.endedAt = unit.now;
  member.endReason = reasonOf(departure.reason);
  member.endedById = unit.viewer.membershipId;
  // Nobody counts on somebody who is gone.
  const today = unit.now.toZonedDateTimeISO(unit.viewer.timeZone).toPlainDate();
  for (const absence of await unit.findAll(Absence, {
    standInId: member.id,
    endsOn: { $gte: today },
    cancelledAt: null,
  }))
    absence.standInId = null;
  tellMember(unit, member, 'memberLeft');
  return member.id;
}

/** @throws Problem INVALID at `reason` where it is too long */
export function reasonOf(reason: string | null | undefined): string | null {
  const why = tidyText(reason);
  if (why && why.length > LONGEST_REASON) throw invalid('tooLong', ['reason'], { max: LONGEST_REASON });
  return why;
}
