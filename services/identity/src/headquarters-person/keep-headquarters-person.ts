import './headquarters-person.policy.ts';
import { requireProof } from '@landfall/kit/policy/proof';
import { invalid, Problem } from '@landfall/kit/problem/problem';
import type { UnitOfWork } from '@landfall/kit/tenancy/unit-of-work';
import { emailKey } from '../account/email-key.ts';
import { reasonOf } from '../departure/end-membership.ts';
import { inviteMember } from '../invitation/invite-member.ts';
import { HeadquartersMembership } from '../membership/headquarters-membership.entity.ts';
import { detailProblems, type PersonDetails, tidyDetails } from '../membership/member.details.ts';
import { HEADQUARTERS_KEEPER } from '../membership/member.roles.ts';
import type { HeadquartersPersonChangeInput, HeadquartersPersonInput } from './headquarters-person.type.ts';

/** Whom, and what the sender saw. */
interface Step {
  readonly id: string;
  readonly expectedVersion?: number | null | undefined;
}

/** Invites somebody to headquarters. @throws Problem INVALID at the fields that are wrong, or for who is there already */
export async function inviteHeadquartersPerson(unit: UnitOfWork, input: HeadquartersPersonInput): Promise<string> {
  const details = tidyDetails({ name: input.name, email: input.email, roles: input.roles });
  refuse(details, 'all');
  const key = emailKey(details.email ?? '');
  const [known] = await unit.execute<{ reason: string }>(
    `select 'person.isMember' as reason from identity.headquarters_membership where email_key = ? and ended_at is null
     union all select 'person.isInvited' from identity.invitation where email_key = ? and accepted_at is null and withdrawn_at is null limit 1`,
    [key, key],
  );
  if (known) throw invalid(known.reason, ['email']);
  return inviteMember(unit, {
    email: details.email ?? '',
    name: details.name ?? '',
    roles: details.roles,
    partnerName: await organisationOf(unit),
    locale: input.locale,
  });
}

/** Changes somebody's name or roles; with other roles they are signed out within seconds. @throws Problem CONFLICT for the last administrator */
export async function changeHeadquartersPerson(
  unit: UnitOfWork,
  { id, expectedVersion }: Step,
  input: HeadquartersPersonChangeInput,
): Promise<string> {
  const member = await load(unit, { id, expectedVersion }, 'change');
  const next = tidyDetails({ name: input.name ?? member.name, roles: input.roles ?? member.roles });
  refuse(next, 'noEmail');
  const isOther = next.roles.length !== member.roles.length || next.roles.some((role) => !member.roles.includes(role));
  if (isOther) {
    requireProof(unit.viewer, unit.now);
    if (!next.roles.includes(HEADQUARTERS_KEEPER)) await keepOne(unit, member);
    member.roles = [...next.roles];
  }
  member.name = next.name ?? member.name;
  tell(unit, id, 'memberChanged');
  return id;
}

/** Ends somebody's membership: out within seconds, also of a partner they are in for support. Their name stays in what they did. */
export async function endHeadquartersPerson(
  unit: UnitOfWork,
  step: Step & { readonly reason: string | null },
): Promise<string> {
  const member = await load(unit, step, 'end');
  await keepOne(unit, member);
  requireProof(unit.viewer, unit.now);
  member.endedAt = unit.now;
  member.endReason = reasonOf(step.reason);
  member.endedById = unit.viewer.membershipId;
  tell(unit, step.id, 'memberLeft');
  return step.id;
}

async function load(unit: UnitOfWork, { id, expectedVersion }: Step, action: string): Promise<HeadquartersMembership> {
  const member = await unit.load(HeadquartersMembership, id, action, expectedVersion);
  if (member.endedAt) throw new Problem('CONFLICT', 'member.ended', ['id']);
  return member;
}

/** Somebody stays who can let others in; two who remove each other at once wait here for one another. */
async function keepOne(unit: UnitOfWork, member: HeadquartersMembership): Promise<void> {
  if (!member.roles.includes(HEADQUARTERS_KEEPER)) return;
  await unit.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', ['administrators of headquarters']);
  const [other] = await unit.execute(
    `select 1 from identity.headquarters_membership where ended_at is null and ? = any(roles) and id <> ? limit 1`,
    [HEADQUARTERS_KEEPER, member.id],
  );
  if (!other) throw new Problem('CONFLICT', 'member.lastHeadquartersAdmin', ['roles']);
}

function refuse(details: PersonDetails, asks: 'all' | 'noEmail'): void {
  const [problem] = detailProblems(details, 'headquarters', asks);
  if (problem) throw invalid(problem.reason, [problem.field], problem.params ?? {});
}

/** What headquarters is called, as whoever invites knows it. */
async function organisationOf(unit: UnitOfWork): Promise<string> {
  const [own] = await unit.execute<{ organisation_name: string }>(
    'select organisation_name from identity.headquarters_membership where id = ?',
    [unit.viewer.membershipId],
  );
  return own?.organisation_name ?? '';
}

function tell(unit: UnitOfWork, id: string, event: string): void {
  unit.announce({ event, noun: 'member', id });
}
