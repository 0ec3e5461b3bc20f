import { floorBreaches, type PolicyFloor, type ServicePolicy } from '@landfall/kit/promise/service-policy';

type Ask = <R>(text: string, values: readonly unknown[]) => Promise<R[]>;

interface FloorRow {
  clock_mode: ServicePolicy['clockMode'];
  contact_hours: number;
  on_site_hours: number;
  open_minutes: number;
}

/** Headquarters' floor in force at a moment: what a version that begins then may not be looser than. `?` stands for it once. */
const FLOOR_AT = `select clock_mode, contact_hours, on_site_hours, open_minutes from catalogue.policy_floor
  where withdrawn_at is null and valid_from <= `;
const LATEST = ' order by valid_from desc, floor_version desc limit 1';

/** The floor at a moment, by whichever way of asking; null where headquarters has none. */
export async function floorAt(ask: Ask, placeholder: '?' | '$1', at: Temporal.Instant): Promise<PolicyFloor | null> {
  const [row] = await ask<FloorRow>(`${FLOOR_AT}${placeholder}::timestamptz${LATEST}`, [at.toString()]);
  return row ? floorOf(row) : null;
}

/** Fields of a policy that are looser than the floor. */
export function looserThan(policy: ServicePolicy, floor: PolicyFloor | null): string[] {
  return floor ? floorBreaches(policy, floor) : [];
}

function floorOf(row: FloorRow): PolicyFloor {
  return {
    clockMode: row.clock_mode,
    contactHours: row.contact_hours,
    onSiteHours: row.on_site_hours,
    openMinutesAWeek: row.open_minutes,
  };
}
