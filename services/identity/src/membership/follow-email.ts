import type { Tenancy } from '@landfall/kit/tenancy/tenancy';
import { systemViewer } from '@landfall/kit/viewer/viewer';
import { emailKey } from '../account/email-key.ts';
import { tellMember } from './change-member.ts';
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
        where m.account_id = $1 and m.ended_at is null and m.email_key is distinct from a.email_key`,
      values: [accountId],
    },
  );
  for (const { tenant, id, email } of rows)
    await tenancy.work(systemViewer(tenant, 'e-mail changed'), async (unit) => {
      const member = await unit.find(Membership, { id });
      if (!member || member.endedAt) return;
      member.email = email;
      member.emailKey = emailKey(email);
      tellMember(unit, member, 'memberChanged');
    });
}
