import type { UnitOfWork } from '@landfall/kit/tenancy/unit-of-work';

/**
 * Waits until nobody else counts this partner's cells, and keeps the others waiting until this is committed: two
 * transactions that count one cell side by side would each miss the other's visit.
 */
export async function takeTurn(unit: UnitOfWork): Promise<void> {
  const held = await unit.execute('select partner_id from network.partner where partner_id = ?::uuid for update', [
    unit.tenant,
  ]);
  if (held.length > 0) return;
  await publishPartner(unit);
  await unit.execute('select partner_id from network.partner where partner_id = ?::uuid for update', [unit.tenant]);
}

/** Publishes the partner's name and province, where they differ from what is published. */
export async function publishPartner(unit: UnitOfWork): Promise<void> {
  await unit.execute(
    `insert into network.partner as p (partner_id, name, province_code, province)
     select c.id, c.name, c.province_code, c.province_name from identity.partner_card c where c.id = ?::uuid
     on conflict (partner_id) do update set name = excluded.name, province_code = excluded.province_code, province = excluded.province
     where (p.name, p.province_code, p.province) is distinct from (excluded.name, excluded.province_code, excluded.province)`,
    [unit.tenant],
  );
  // A partner that was there before headquarters kept anybody's standing is active.
  await unit.execute(
    `insert into network.partnership (id, time_zone, calendar) select c.id, c.time_zone, c.calendar
     from identity.partner_card c where c.id = ?::uuid on conflict do nothing`,
    [unit.tenant],
  );
}
