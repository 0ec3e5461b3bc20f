import './absence.policy.ts';
import { invalid, notFound, Problem } from '@landfall/kit/problem/problem';
import type { UnitOfWork } from '@landfall/kit/tenancy/unit-of-work';
import { loadMember, tellMember } from '../membership/change-member.ts';
import { tidyText } from '../tidy-text.ts';
import { Absence } from './absence.entity.ts';
import type { AbsenceInput } from './absence.inputs.ts';

const LONGEST_DAYS = 366;
const LONGEST_NOTE = 200;

/** Notes that somebody will be away. @returns the member's id */
export async function addAbsence(unit: UnitOfWork, memberId: string, input: AbsenceInput): Promise<string> {
  const member = await loadMember(unit, memberId, 'keepAbsence', 'staff');
  const days = await checked(unit, memberId, input, null);
  unit.create(Absence, { memberId, ...days, cancelledAt: null });
  tellMember(unit, member, 'memberChanged');
  return memberId;
}

/** Other days, another stand-in. @returns the member's id */
export async function changeAbsence(
  unit: UnitOfWork,
  id: string,
  input: AbsenceInput,
  expectedVersion?: number | null,
): Promise<string> {
  const absence = await loadAbsence(unit, id, 'change', expectedVersion);
  const member = await loadMember(unit, absence.memberId, 'keepAbsence', 'staff');
  Object.assign(absence, await checked(unit, member.id, input, absence));
  tellMember(unit, member, 'memberChanged');
  return member.id;
}

/** The person is there after all. @returns the member's id */
export async function cancelAbsence(unit: UnitOfWork, id: string, expectedVersion?: number | null): Promise<string> {
  const absence = await loadAbsence(unit, id, 'cancel', expectedVersion);
  const member = await loadMember(unit, absence.memberId, 'keepAbsence', 'staff');
  absence.cancelledAt = unit.now;
  tellMember(unit, member, 'memberChanged');
  return member.id;
}

async function loadAbsence(
  unit: UnitOfWork,
  id: string,
  action: string,
  expectedVersion?: number | null,
): Promise<Absence> {
  const absence = await unit.load(Absence, id, action, expectedVersion);
  if (absence.cancelledAt) throw notFound();
  return absence;
}

async function checked(
  unit: UnitOfWork,
  memberId: string,
  input: AbsenceInput,
  before: Absence | null,
): Promise<Pick<Absence, 'startsOn' | 'endsOn' | 'kind' | 'standInId' | 'note'>> {
  const startsOn = day(input.startsOn, 'startsOn');
  const endsOn = day(input.endsOn, 'endsOn');
  const length = startsOn.until(endsOn, { largestUnit: 'days' }).days;
  if (length < 0 || length > LONGEST_DAYS) throw invalid('absence.days', ['endsOn']);
  const note = tidyText(input.note);
  if (note && note.length > LONGEST_NOTE) throw invalid('tooLong', ['note'], { max: LONGEST_NOTE });
  if (!before?.endsOn.equals(endsOn)) {
    const today = Temporal.PlainDate.from(unit.now.toZonedDateTimeISO(unit.viewer.timeZone));
    if (Temporal.PlainDate.compare(endsOn, today) < 0) throw invalid('absence.past', ['endsOn']);
  }
  const days = [startsOn.toString(), endsOn.toString()] as const;
  const own = await overlapping(unit, memberId, days, before?.id);
  if (own) throw new Problem('INVALID', 'absence.overlaps', ['startsOn'], { from: own.from, until: own.until });
  const standInId = input.standInId ?? null;
  if (standInId) await checkStandIn(unit, memberId, standInId, days);
  return { startsOn, endsOn, kind: input.kind, standInId, note };
}

async function checkStandIn(
  unit: UnitOfWork,
  memberId: string,
  standInId: string,
  days: readonly [string, string],
): Promise<void> {
  const [standIn] = await unit.execute<{ name: string; active: boolean }>(
    'select name, ended_at is null as active from identity.membership where tenant_id = ? and id = ? and customer_id is null',
    [unit.tenant, standInId],
  );
  if (!standIn) throw notFound();
  if (!standIn.active || standInId === memberId) throw invalid('absence.standIn', ['standInId']);
  const away = await overlapping(unit, standInId, days, undefined);
  if (away)
    throw invalid('absence.standInAway', ['standInId'], { name: standIn.name, from: away.from, until: away.until });
}

async function overlapping(
  unit: UnitOfWork,
  memberId: string,
  [from, until]: readonly [string, string],
  except: string | undefined,
): Promise<{ from: string; until: string } | undefined> {
  const [row] = await unit.execute<{ from: string; until: string }>(
    `select a.starts_on::text as "from", a.ends_on::text as "until" from identity.absence a where a.tenant_id = ? and a.member_id = ?
       and a.cancelled_at is null and a.starts_on <= ?::date and a.ends_on >= ?::date and a.id is distinct from ?::uuid limit 1`,
    [unit.tenant, memberId, until, from, except ?? null],
  );
  return row;
}

function day(value: string, field: string): Temporal.PlainDate {
  try {
    return Temporal.PlainDate.from(value.slice(0, 10));
  } catch {
    throw invalid('absence.days', [field]);
  }
}
