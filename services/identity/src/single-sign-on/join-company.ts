import { Problem } from '@landfall/kit/problem/problem';
import { sortKey } from '@landfall/kit/search-token/search-token';
import type { DoorWork } from '@landfall/kit/tenancy/door-work';
import type { Tenancy } from '@landfall/kit/tenancy/tenancy';
import { uuidv7 } from 'uuidv7';
import { createAccount } from '../account/create-account.ts';
import { emailKey } from '../account/email-key.ts';
import { STAFF_ROLES } from '../membership/member.roles.ts';
import { actAs } from '../session/act-as.ts';
import type { Company } from './company.ts';
import { companyCodeKey } from './company-code.ts';
import type { Identity } from './provider.ts';

/** Whose account, and what they are at the company. */
export interface Joined {
  readonly accountId: string;
  readonly membershipId: string;
}

/** Roles of a person's groups, in the order roles are listed. */
export function rolesOfGroups({ groupRoles }: Pick<Company, 'groupRoles'>, groups: readonly string[]): string[] {
  const given = new Set(groupRoles.filter(({ group }) => groups.includes(group)).map(({ role }) => role));
  return STAFF_ROLES.filter((role) => given.has(role));
}

/**
 * Finds the person the provider vouches for by their verified e-mail, or makes them: an account where there is none, a
 * membership where their groups have roles. What has ended stays ended.
 * @throws Problem FORBIDDEN with the reason to show
 */
export async function joinCompany(
  tenancy: Tenancy,
  company: Company,
  identity: Identity,
  locale: string,
): Promise<Joined> {
  if (!identity.isEmailVerified || !identity.email.includes('@'))
    throw new Problem('FORBIDDEN', 'signOn.emailNotVerified');
  const key = emailKey(identity.email);
  const [known] = await tenancy
    .reader('edge')
    .query<{ id: string; ended_at: string | null }>(
      { login: 'edge', key },
      { text: 'select id, ended_at from identity.account where email_key = $1', values: [key] },
    );
  if (known?.ended_at) throw new Problem('FORBIDDEN', 'signOn.ended');
  return tenancy.atDoor({ key: companyCodeKey(company.code) }, async (door) => {
    // Two browsers of a person who is new here: one makes the membership, and the other finds it.
    await door.execute(`select pg_advisory_xact_lock(hashtextextended(?, 0))`, [`${company.tenantId} ${key}`]);
    if (known) await actAs(door, known.id);
    const membership = known && (await membershipAt(door, company.tenantId, known.id));
    if (known && membership) return { accountId: known.id, membershipId: membership };
    const roles = rolesOfGroups(company, identity.groups);
    if (roles.length === 0)
      throw new Problem('FORBIDDEN', company.groupRoles.length > 0 ? 'signOn.noGroup' : 'signOn.notMember');
    const { email, name } = identity;
    const accountId = known?.id ?? (await createAccount(door, { email, passwordHash: null, locale }));
    const membershipId = uuidv7();
    const shown = (name || email).slice(0, 100);
    await door.execute(
      `insert into identity.membership (tenant_id, id, account_id, name, sort_key, email, email_key, roles, product_lines, divisions, organisation_name, joined_at, version)
       values (?, ?, ?, ?, ?, ?, ?, (select array_agg(r.value) from jsonb_array_elements_text(?::jsonb) r), '{}', '{}', ?, now(), 1)`,
      [
        company.tenantId,
        membershipId,
        accountId,
        shown,
        sortKey(shown, 'surname'),
        email,
        key,
        JSON.stringify(roles),
        company.name,
      ],
    );
    await door.announce({ event: 'memberJoined', noun: 'member', id: membershipId }, company.tenantId);
    return { accountId, membershipId };
  });
}

/** The account's staff membership at the company; undefined where it has none. @throws Problem where it has ended */
async function membershipAt(door: DoorWork, tenantId: string, accountId: string): Promise<string | undefined> {
  const [row] = await door.execute<{ id: string; ended_at: string | null }>(
    `select m.id, m.ended_at from identity.membership m where m.tenant_id = ? and m.account_id = ? and m.customer_id is null
     order by m.ended_at desc nulls first limit 1`,
    [tenantId, accountId],
  );
  if (row?.ended_at) throw new Problem('FORBIDDEN', 'signOn.ended');
  return row?.id;
}
