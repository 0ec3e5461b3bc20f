import { emailKey } from '@landfall/identity/account/email-key';
import { sortKey } from '@landfall/kit/search-token/search-token';
import type { PartnerProfile } from './partner-profile.ts';
import { mobileNumber, personName } from './people.ts';
import type { Random } from './random.ts';
import { instantText } from './rows.ts';

/** Somebody who works at a partner or speaks for a customer, as stories name them. */
export interface Member {
  readonly id: string;
  readonly accountId: string;
  readonly email: string;
  readonly name: string;
  readonly roles: readonly string[];
  readonly productLines: readonly string[];
  readonly divisions: readonly string[];
}

/** A member with what only its row needs. */
export interface StaffMember extends Member {
  readonly title: string;
  readonly department: string | null;
  readonly phone: string;
}

/** A partner's people: every team of its profile, each member with an account of its own. */
export function staffOf(profile: PartnerProfile, random: Random, since: number): StaffMember[] {
  const taken = new Set(profile.featured.flatMap(({ people }) => people.map(({ name }) => name)));
  return profile.teams.flatMap((team) =>
    team.divisions.map((divisions, i) => ({
      id: random.id(since),
      accountId: random.id(since),
      email: `${team.mail}${i === 0 ? '' : i + 1}@${profile.key}.demo`,
      name: personName(random, taken),
      roles: team.roles,
      title: team.title,
      department: team.department ?? null,
      productLines: team.productLines ?? [],
      divisions,
      phone: mobileNumber(random),
    })),
  );
}

/** Row of a member's account. */
export function accountRow(
  member: Pick<Member, 'accountId' | 'email'>,
  emailKey: string,
  passwordHash: string,
  since: number,
): object {
  return {
    id: member.accountId,
    email_key: emailKey,
    email: member.email,
    password_hash: passwordHash,
    created_at: instantText(since),
  };
}

/** Row of a membership at the partner, or at one of its customers. */
export function membershipRow(
  tenant: string,
  member: Member & Partial<StaffMember>,
  organisationName: string,
  customerId: string | null = null,
): object {
  return {
    tenant_id: tenant,
    id: member.id,
    account_id: member.accountId,
    customer_id: customerId,
    name: member.name,
    sort_key: sortKey(member.name, 'surname'),
    email: member.email,
    email_key: emailKey(member.email),
    title: member.title ?? null,
    department: member.department ?? null,
    roles: member.roles,
    product_lines: member.productLines,
    divisions: member.divisions,
    phone: member.phone ?? null,
    organisation_name: organisationName,
    version: 1,
  };
}
