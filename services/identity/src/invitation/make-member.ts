import { Problem } from '@landfall/kit/problem/problem';
import type { DoorWork } from '@landfall/kit/tenancy/door-work';
import { HEADQUARTERS } from '@landfall/kit/viewer/headquarters';
import type { FoundInvitation } from './invitation-link.ts';

const STAFF = `insert into identity.membership (tenant_id, id, account_id, customer_id, contact_id, name, sort_key, email, email_key, title, department, roles, product_lines, divisions, phone, organisation_name, joined_at, version)
   select i.tenant_id, i.id, ?, i.customer_id, i.contact_id, i.name, i.sort_key, i.email, i.email_key, i.title, i.department, i.roles, i.product_lines, i.divisions, i.phone, i.organisation_name, now(), 1
   from identity.invitation i where i.id = ?`;
const AT_HEADQUARTERS = `insert into identity.headquarters_membership (tenant_id, id, account_id, name, email, email_key, roles, organisation_name, joined_at, version)
   select i.tenant_id, i.id, ?, i.name, i.email, i.email_key, i.roles, i.organisation_name, now(), 1 from identity.invitation i where i.id = ?`;

/**
 * The membership an invitation is for, with its id, roles and organisation. The row's policy asks that it equals the open
 * invitation whose token the transaction names. @throws Problem CONFLICT for who is a member there already
 */
export async function makeMember(work: DoorWork, invitation: FoundInvitation, accountId: string): Promise<void> {
  const { id, tenantId, customerId } = invitation;
  const isHeadquarters = tenantId === HEADQUARTERS;
  const [member] = isHeadquarters
    ? await work.execute(
        'select h.id from identity.headquarters_membership h where h.account_id = ? and h.ended_at is null',
        [accountId],
      )
    : await work.execute(
        `select m.id from identity.membership m where m.account_id = ? and m.tenant_id = ? and m.customer_id is not distinct from ?::uuid and m.ended_at is null`,
        [accountId, tenantId, customerId],
      );
  if (member) throw new Problem('CONFLICT', 'invitation.alreadyMember', ['token']);
  await work.execute(isHeadquarters ? AT_HEADQUARTERS : STAFF, [accountId, id]);
}
