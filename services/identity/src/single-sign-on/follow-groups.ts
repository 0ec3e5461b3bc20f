import { Problem } from '@landfall/kit/problem/problem';
import { keyOf } from '@landfall/kit/seal/key-of';
import type { Tenancy } from '@landfall/kit/tenancy/tenancy';
import type { UnitOfWork } from '@landfall/kit/tenancy/unit-of-work';
import { systemViewer } from '@landfall/kit/viewer/viewer';
import { Membership } from '../membership/membership.entity.ts';
import type { Company } from './company.ts';
import { type Joined, rolesOfGroups } from './join-company.ts';
import type { Identity } from './provider.ts';
import { SignOnLink } from './sign-on-link.entity.ts';

const PURPOSE = 'single sign-on';
const ADMINISTRATOR = 'partner_admin';

/** What a person of the provider is known by here. */
const subjectKey = ({ issuer, subject }: Identity): string => keyOf(`${issuer}\n${subject}`);

/** Who came in by this provider's name for them before; undefined for a first time. @throws Problem where it has ended */
export function whoWasLinked(tenancy: Tenancy, company: Company, identity: Identity): Promise<Joined | undefined> {
  return tenancy.work(systemViewer(company.tenantId, PURPOSE), async (unit) => {
    const link = await unit.find(SignOnLink, { subjectKey: subjectKey(identity) });
    if (!link) return undefined;
    const member = await unit.find(Membership, { id: link.membershipId });
    if (!member || member.endedAt) throw new Problem('FORBIDDEN', 'signOn.ended');
    return { accountId: link.accountId, membershipId: link.membershipId };
  });
}

/**
 * Remembers the provider's name for the person, and brings roles to what their groups say where roles follow groups. The
 * last administrator stays one: a directory's mistake must not leave a partner without.
 */
export function followGroups(tenancy: Tenancy, company: Company, identity: Identity, joined: Joined): Promise<void> {
  return tenancy.work(systemViewer(company.tenantId, PURPOSE), async (unit) => {
    const member = await unit.find(Membership, { id: joined.membershipId });
    if (!member || member.endedAt) throw new Problem('FORBIDDEN', 'signOn.ended');
    if (company.followsGroups && company.groupRoles.length > 0) {
      const roles = rolesOfGroups(company, identity.groups);
      if (
        member.roles.includes(ADMINISTRATOR) &&
        !roles.includes(ADMINISTRATOR) &&
        (await isLastAdministrator(unit, member))
      )
        roles.unshift(ADMINISTRATOR);
      if (roles.length === 0) throw new Problem('FORBIDDEN', 'signOn.noGroup');
      if ([...roles].sort().join() !== [...member.roles].sort().join()) {
        member.roles = roles;
        unit.announce({ event: 'memberChanged', noun: 'member', id: member.id });
      }
    }
    await remember(unit, identity, joined);
  });
}

async function remember(unit: UnitOfWork, identity: Identity, joined: Joined): Promise<void> {
  const link = await unit.find(SignOnLink, { subjectKey: subjectKey(identity) });
  if (link) {
    link.usedAt = unit.now;
    if (identity.email) link.email = identity.email;
  } else unit.create(SignOnLink, { ...joined, subjectKey: subjectKey(identity), email: identity.email });
}

async function isLastAdministrator(unit: UnitOfWork, { id }: Membership): Promise<boolean> {
  const others = await unit.execute(
    `select 1 from identity.membership m where m.id <> ? and m.customer_id is null and m.ended_at is null and '${ADMINISTRATOR}' = any (m.roles) limit 1`,
    [id],
  );
  return others.length === 0;
}
