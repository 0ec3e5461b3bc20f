import type { ServicePolicy } from '@landfall/kit/promise/service-policy';
import type { UnitOfWork } from '@landfall/kit/tenancy/unit-of-work';

interface PolicyRow {
  policy_version: number;
  clock_mode: ServicePolicy['clockMode'];
  contact_hours: number;
  on_site_hours: number;
  periods: ServicePolicy['periods'];
  make_up_weekday: number;
  time_zone: string;
  calendar: ServicePolicy['calendar'];
}

/** The partner's policy in force, from identity's card: what promises are made under, and when the partner is open. */
export async function currentPolicy(unit: UnitOfWork): Promise<ServicePolicy> {
  const [row] = await unit.execute<PolicyRow>(
    `select policy_version, clock_mode, contact_hours, on_site_hours, periods, make_up_weekday, time_zone, calendar
     from identity.policy_card where tenant_id = ?`,
    [unit.tenant],
  );
  if (!row) throw new Error('the partner has no service policy');
  return {
    version: row.policy_version,
    clockMode: row.clock_mode,
    contactHours: row.contact_hours,
    onSiteHours: row.on_site_hours,
    periods: row.periods,
    makeUpWeekday: row.make_up_weekday,
    timeZone: row.time_zone,
    calendar: row.calendar,
  };
}
