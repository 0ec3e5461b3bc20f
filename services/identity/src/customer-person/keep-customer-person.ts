import { requireProof } from '@landfall/kit/policy/proof';
import { notFound } from '@landfall/kit/problem/problem';
import type { UnitOfWork } from '@landfall/kit/tenancy/unit-of-work';
import { reasonOf } from '../departure/end-membership.ts';
import type { CustomerPersonInput } from '../invitation/invitation.inputs.ts';
import { inviteMember } from '../invitation/invite-member.ts';
import { partnerNameOf, refuseWrong } from '../invitation/invite-staff.ts';
import { loadMember, tellMember } from '../membership/change-member.ts';
import { keepOneAdministrator } from '../membership/last-administrator.ts';
import { tidyDetails } from '../membership/member.details.ts';

/**
 * Invites somebody to a customer, from its contact's row where there is one.
 * @throws Problem NOT_FOUND for a customer or contact that isn't the viewer's
 */
export async function inviteCustomerPerson(unit: UnitOfWork, input: CustomerPersonInput): Promise<string> {
  const customerId = input.customerId ?? unit.viewer.customers[0] ?? '';
  const [customer] = await unit.execute<{ name: string }>(
    'select name from customers.customer_card where tenant_id = ? and id = ?',
    [unit.tenant, customerId],
  );
  if (!customer) throw notFound();
  if (input.contactId) {
    const [contact] = await unit.execute(
      'select id from customers.contact_card where tenant_id = ? and id = ? and customer_id = ?',
      [unit.tenant, input.contactId, customerId],
    );
    if (!contact) throw notFound();
  }
  const { email, name, title, phone, roles, ...rest } = tidyDetails(input);
  await refuseWrong(unit, [{ email, name, title, phone, roles, ...rest }], 'customer', customerId, (_, field) => field);
  return inviteMember(unit, {
    email: email ?? '',
    name: name ?? '',
    roles,
    title,
    phone,
    partnerName: await partnerNameOf(unit),
    customer: { id: customerId, name: customer.name, contactId: input.contactId ?? null },
  });
}

/** Ends somebody's access to the customer's portal; what they did stays, with their name. */
export async function endCustomerPerson(
  unit: UnitOfWork,
  { id, reason, expectedVersion }: { id: string; reason?: string | null; expectedVersion?: number | null },
): Promise<string> {
  const member = await loadMember(unit, id, 'end', 'customer', expectedVersion);
  await keepOneAdministrator(unit, member);
  requireProof(unit.viewer, unit.now);
  member.endedAt = unit.now;
  member.endReason = reasonOf(reason);
  member.endedById = unit.viewer.membershipId;
  tellMember(unit, member, 'memberLeft');
  return member.id;
}
