import type { UnitOfWork } from '@landfall/kit/tenancy/unit-of-work';
import type { Recipient } from './tell.ts';

/** The partner's active people with one of the roles. */
export async function staffWith(unit: UnitOfWork, roles: readonly string[]): Promise<Recipient[]> {
  const rows = await unit.execute<{ id: string }>(
    `select id from identity.addressee_card where is_active and customer_id is null
     and exists (select from jsonb_array_elements_text(?::jsonb) wanted (role) where wanted.role = any(roles))`,
    [JSON.stringify(roles)],
  );
  return rows.map(({ id }) => ({ id, surface: 'desk' }));
}

/** Supervisors of a region: those who serve its division; where none does, all of them. */
export async function supervisorsOf(unit: UnitOfWork, divisionCode: string | null): Promise<Recipient[]> {
  const rows = await unit.execute<{ id: string; serves: boolean }>(
    `select id, cardinality(divisions) = 0 or exists (select from unnest(divisions) d where ? like d || '%') as serves
     from identity.addressee_card where is_active and customer_id is null and 'area_supervisor' = any(roles)`,
    [divisionCode ?? ''],
  );
  const serving = rows.filter(({ serves }) => serves);
  return (serving.length > 0 ? serving : rows).map(({ id }) => ({ id, surface: 'desk' }));
}

/** One of the partner's people, where still active. */
export async function staffMember(unit: UnitOfWork, id: string | null): Promise<Recipient[]> {
  const rows = await unit.execute<{ id: string }>(
    'select id from identity.addressee_card where id = ? and is_active and customer_id is null',
    [id],
  );
  return rows.map((row) => ({ id: row.id, surface: 'desk' }));
}

/** A customer's active people with one of the roles, and whoever raised it. */
export async function customerPeople(
  unit: UnitOfWork,
  customerId: string,
  roles: readonly string[],
  raisedById: string | null,
): Promise<Recipient[]> {
  const rows = await unit.execute<{ id: string }>(
    `select id from identity.addressee_card where is_active and customer_id = ?
     and (id = ? or exists (select from jsonb_array_elements_text(?::jsonb) wanted (role) where wanted.role = any(roles)))`,
    [customerId, raisedById, JSON.stringify(roles)],
  );
  return rows.map(({ id }) => ({ id, surface: 'portal', customerId }));
}
