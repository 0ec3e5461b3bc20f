import './member.policy.ts';
import { requireProof } from '@landfall/kit/policy/proof';
import { invalid, notFound, Problem } from '@landfall/kit/problem/problem';
import { sortKey } from '@landfall/kit/search-token/search-token';
import type { UnitOfWork } from '@landfall/kit/tenancy/unit-of-work';
import { keepOneAdministrator } from './last-administrator.ts';
import { detailProblems, tidyDetails } from './member.details.ts';
import type { MemberChangeInput } from './member.inputs.ts';
import { Membership } from './membership.entity.ts';

/** Whose details, and what the sender saw. */
export interface MemberChange {
  readonly id: string;
  readonly input: MemberChangeInput;
  readonly expectedVersion?: number | null | undefined;
}

/**
 * Changes somebody's details and rights; one whose roles change is signed out within seconds, because a session is live
 * only with the roles it was opened with. `of`: the partner's own people, or a customer's.
 * @throws Problem FORBIDDEN `proofNeeded` where roles change, CONFLICT for the last administrator
 */
export async function changeMember(
  unit: UnitOfWork,
  { id, input, expectedVersion }: MemberChange,
  of: 'staff' | 'customer',
): Promise<string> {
  const member = await loadMember(unit, id, 'change', of, expectedVersion);
  const typed = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
  const next = tidyDetails({ ...member, ...typed } as never);
  const [problem] = detailProblems(next, of, 'noEmail');
  if (problem) throw invalid(problem.reason, [problem.field], problem.params ?? {});
  if (!sameSet(next.roles, member.roles)) {
    requireProof(unit.viewer, unit.now);
    if (lost(member.roles, next.roles)) await keepOneAdministrator(unit, member);
    member.roles = [...next.roles];
  }
  member.name = next.name ?? member.name;
  member.sortKey = sortKey(member.name, 'surname');
  member.title = next.title;
  member.phone = next.phone;
  member.department = next.department;
  member.divisions = [...next.divisions];
  member.productLines = [...next.productLines] as never;
  tellMember(unit, member, 'memberChanged');
  return member.id;
}

/** The door to a membership that will change. One of the other kind isn't there; one that ended is told as such. */
export async function loadMember(
  unit: UnitOfWork,
  id: string,
  action: string,
  of: 'staff' | 'customer',
  expectedVersion?: number | null,
): Promise<Membership> {
  const member = await unit.load(Membership, id, action, expectedVersion);
  if ((member.customerId === null || member.customerId === undefined) !== (of === 'staff')) throw notFound();
  if (member.endedAt) throw new Problem('CONFLICT', 'member.ended', ['id']);
  return member;
}

/** Announces what happened to somebody; a customer's person is its company's matter. */
export function tellMember(
  unit: UnitOfWork,
  { id, customerId }: { readonly id: string; readonly customerId?: string | null },
  event: string,
): void {
  unit.announce({ event, noun: 'member', id, customerId: customerId ?? null });
}

const sameSet = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((one) => b.includes(one));

const KEEPERS = ['partner_admin', 'customer_admin'];
const lost = (before: readonly string[], after: readonly string[]): boolean =>
  KEEPERS.some((role) => before.includes(role) && !after.includes(role));
