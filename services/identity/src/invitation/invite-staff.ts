import { invalid, Problem } from '@landfall/kit/problem/problem';
import type { Locale } from '@landfall/kit/problem/problem-catalog';
import type { UnitOfWork } from '@landfall/kit/tenancy/unit-of-work';
import { uuidv7 } from 'uuidv7';
import { emailKey } from '../account/email-key.ts';
import { detailProblems, type PersonDetails, tidyDetails } from '../membership/member.details.ts';
import { MOST_ROWS } from '../staff-list/parse-staff-list.ts';
import type { StaffInvitationInput } from './invitation.inputs.ts';
import { inviteMember } from './invite-member.ts';
import { peopleByEmail } from './people-by-email.ts';

/**
 * Invites people to the partner: all of them, or nobody where anything is wrong with one.
 * @returns the batch's id
 * @throws Problem INVALID at `people.<row>.<field>`
 */
export async function inviteStaff(
  unit: UnitOfWork,
  people: readonly StaffInvitationInput[],
  locale: Locale,
): Promise<string> {
  if (people.length === 0) throw invalid('staffList.empty', ['people']);
  if (people.length > MOST_ROWS)
    throw invalid('staffList.tooMany', ['people'], { max: MOST_ROWS, count: people.length });
  const given = people.map((typed) => tidyDetails(typed));
  await refuseWrong(unit, given, 'staff', null, (i, field) => (people.length === 1 ? field : `people.${i}.${field}`));
  const partnerName = await partnerNameOf(unit);
  const batchId = uuidv7();
  for (const { email, name, ...details } of given)
    inviteMember(unit, { ...details, email: email ?? '', name: name ?? '', partnerName, locale, batchId });
  return batchId;
}

/** @throws Problem INVALID with the first thing that is wrong, at all the places where that is so */
export async function refuseWrong(
  unit: UnitOfWork,
  given: readonly PersonDetails[],
  of: 'staff' | 'customer',
  customerId: string | null,
  place: (row: number, field: string) => string,
): Promise<void> {
  const wrong = given.flatMap((details, i) => detailProblems(details, of).map((problem) => ({ ...problem, i })));
  const [first] = wrong;
  if (first) {
    const alike = wrong.filter(({ reason }) => reason === first.reason);
    throw invalid(
      first.reason,
      alike.map(({ i, field }) => place(i, field)),
      first.params ?? {},
    );
  }
  const keys = given.map(({ email }) => emailKey(email ?? ''));
  const twice = keys.flatMap((key, i) => (keys.indexOf(key) < i ? [i] : []));
  if (twice[0] !== undefined)
    throw invalid(
      'person.emailTwice',
      twice.map((i) => place(i, 'email')),
      { line: keys.indexOf(keys[twice[0]] ?? '') + 1 },
    );
  const known = await peopleByEmail((text, values) => unit.execute(text, values), keys, customerId);
  for (const [reason, what] of [
    ['person.isMember', 'MEMBER'],
    ['person.isInvited', 'INVITED'],
  ] as const) {
    const rows = keys.flatMap((key, i) => (known.get(key) === what ? [place(i, 'email')] : []));
    if (rows.length > 0) throw new Problem('INVALID', reason, rows);
  }
}

/** The partner's own name, as its people know it. */
export async function partnerNameOf(unit: UnitOfWork): Promise<string> {
  const [partner] = await unit.execute<{ name: string }>('select name from identity.partner where tenant_id = ?', [
    unit.tenant,
  ]);
  return partner?.name ?? '';
}
