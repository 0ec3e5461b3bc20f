import { invalid } from '@landfall/kit/problem/problem';
import type { UnitOfWork } from '@landfall/kit/tenancy/unit-of-work';

/** The written name of a division an address may lie in. @throws Problem INVALID for an unknown one, or one that has others below it */
export async function divisionNameOf(unit: UnitOfWork, code: string): Promise<string> {
  const [division] = await unit.execute<{ full_name: string; has_below: boolean }>(
    `select d.full_name, exists (select 1 from catalogue.division b where b.parent = d.code) as has_below
     from catalogue.division d where d.code = ?`,
    [code],
  );
  if (!division) throw invalid('division.unknown', ['divisionCode']);
  if (division.has_below) throw invalid('division.tooWide', ['divisionCode'], { name: division.full_name });
  return division.full_name;
}
