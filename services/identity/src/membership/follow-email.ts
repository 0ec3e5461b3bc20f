import type { Tenancy } from '@landfall/kit/tenancy/tenancy';
import { HEADQUARTERS } from '@landfall/kit/viewer/headquarters';
import { systemViewer } from '@landfall/kit/viewer/viewer';
import { emailKey } from '../account/email-key.ts';
import { tellMember } from './change-member.ts';
import { HeadquartersMembership } from './headquarters-membership.entity.ts';
import { Membership } from './membership.entity.ts';

/**
 * An account's e-mail has changed: every organisation it is a member of knows it by the new one, each in a unit of work of
 * its own, none told of another.
 */
export async function followEmail(tenancy: Tenancy, accountId: string): Promise<void> {
  const rows = await tenancy.reader('edge').query<{ tenant: string; id: string; email: string }>(
    { login: 'edge', account: accountId },
    {
      text: `select m.tenant_id as tenant, m.id, a.email from identity.membership m join identity.account a on a.id = m.account_id
        where m.account_id = $1 and m.ended_at is null and m.email_key is distinct from a.email_key
        union all select h.tenant_id, h.id, a.email from identity.headquarters_membership h join identity.account a on a.id = h.account_id
        where h.account_id = $1 and h.ended_at is null and h.email_key is distinct from a.email_key`,
      values: [accountId],
    },
  );
  for (const { tenant, id, email } of rows)
    await tenancy.work(systemViewer(tenant, 'e-mail changed'), async (unit) => {
      const member =
        tenant === HEADQUARTERS ? await unit.find(HeadquartersMembership, { id }) : await unit.find(Membership, { id });
      if (!member || member.endedAt) return;
      member.email = email;
      member.emailKey = emailKey(email);
      tellMember(unit, member, 'memberChanged');
    });
}
