import type { UnitOfWork } from '../tenancy/unit-of-work.ts';

/**
 * The next human number of a noun this year, e.g. `T2026-00042`. Taken last in the transaction: the counter's row is
 * held until the commit, and a number taken by a transaction that fails is given out again.
 */
export async function nextNumber(unit: UnitOfWork, noun: string, prefix: string): Promise<string> {
  const year = unit.now.toZonedDateTimeISO(unit.viewer.timeZone).year;
  await unit.em.flush();
  const [row] = await unit.execute<{ value: number }>(
    `insert into kit.counter (tenant_id, noun, year, value) values (?, ?, ?, 1)
     on conflict (tenant_id, noun, year) do update set value = kit.counter.value + 1 returning value`,
    [unit.tenant, noun, year],
  );
  return `${prefix}${year}-${String(row?.value ?? 0).padStart(5, '0')}`;
}
