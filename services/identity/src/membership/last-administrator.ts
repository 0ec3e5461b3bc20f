import { Problem } from '@landfall/kit/problem/problem';
import type { UnitOfWork } from '@landfall/kit/tenancy/unit-of-work';
import { CUSTOMER_KEEPER, PEOPLE_KEEPER } from './member.roles.ts';
import type { Membership } from './membership.entity.ts';

/**
 * Somebody stays who can let others in: a partner's last administrator keeps the role, and a customer's is only removed by
 * the partner's administrator. Two who remove each other at once wait here for one another.
 * @throws Problem CONFLICT `member.lastAdministrator` or `member.lastCustomerAdmin`
 */
export async function keepOneAdministrator(unit: UnitOfWork, member: Membership): Promise<void> {
  const role = member.customerId ? CUSTOMER_KEEPER : PEOPLE_KEEPER;
  if (!member.roles.includes(role)) return;
  if (member.customerId && unit.viewer.surface === 'desk') return;
  // One lock an organisation, taken in the same order by everybody: two administrators can't both be the one who stays.
  await unit.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [
    `administrators ${unit.tenant} ${member.customerId ?? ''}`,
  ]);
  const [other] = await unit.execute(
    `select m.id from identity.membership m where m.tenant_id = ? and m.customer_id is not distinct from ?::uuid
       and m.ended_at is null and ? = any(m.roles) and m.id <> ? limit 1`,
    [unit.tenant, member.customerId ?? null, role, member.id],
  );
  if (other) return;
  throw new Problem('CONFLICT', member.customerId ? 'member.lastCustomerAdmin' : 'member.lastAdministrator', ['roles']);
}
