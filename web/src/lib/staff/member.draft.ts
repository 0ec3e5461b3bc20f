import type { StaffFacts } from './staff-member.graphql';

/** What of a member can be changed, as the form holds it. */
export interface MemberDraft {
  name: string;
  title: string;
  phone: string;
  department: string;
  roles: string[];
  divisions: string[];
  productLines: string[];
}

type Facts = Pick<StaffFacts, 'name' | 'title' | 'phone' | 'department' | 'roles' | 'divisions' | 'productLines'>;

/** A member as the form shows it. */
export const draftOf = (member: Facts): MemberDraft => ({
  name: member.name,
  title: member.title ?? '',
  phone: member.phone ?? '',
  department: member.department ?? '',
  roles: [...member.roles],
  divisions: [...member.divisions],
  productLines: [...member.productLines],
});

const same = (a: string | readonly string[], b: string | readonly string[]): boolean =>
  typeof a === 'string' || typeof b === 'string' ? a === b : a.length === b.length && a.every((one) => b.includes(one));

/** Fields in which two states of a member differ; the order of a list says nothing. */
export const differences = (a: MemberDraft, b: MemberDraft): (keyof MemberDraft)[] =>
  (Object.keys(a) as (keyof MemberDraft)[]).filter((field) => !same(a[field], b[field]));

/** Where both the person here and somebody else changed the same, or the other changed something at all. */
export const conflictsOf = (
  before: MemberDraft,
  mine: MemberDraft,
  theirs: MemberDraft,
): { field: keyof MemberDraft; mine: MemberDraft[keyof MemberDraft]; theirs: MemberDraft[keyof MemberDraft] }[] =>
  differences(before, theirs)
    .filter((field) => !same(mine[field], theirs[field]))
    .map((field) => ({ field, mine: mine[field], theirs: theirs[field] }));

/** Only what was changed here is sent: what others changed meanwhile stays theirs. */
export const changesOf = (before: MemberDraft, mine: MemberDraft): Partial<MemberDraft> =>
  Object.fromEntries(differences(before, mine).map((field) => [field, mine[field]]));
