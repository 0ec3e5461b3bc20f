import type { ServicePolicy } from '@landfall/kit/promise/service-policy';
import type { UnitOfWork } from '@landfall/kit/tenancy/unit-of-work';
import type { DayOverride } from '@landfall/kit/working-time/working-calendar';

interface PolicyRow {
  policy_version: number;
  clock_mode: ServicePolicy['clockMode'];
  contact_hours: number;
  on_site_hours: number;
  periods: ServicePolicy['periods'];
  make_up_weekday: number;
  time_zone: string;
  calendar: ServicePolicy['calendar'];
  overrides: (DayOverride & { name: string })[];
}

const COLUMNS =
  'p.policy_version, p.clock_mode, p.contact_hours, p.on_site_hours, p.periods, p.make_up_weekday, p.time_zone, p.calendar';

/** The days the partner departs from its calendar, as they were known at a moment; those long past don't matter to anybody. */
const daysKnownAt = (moment: string): string => `coalesce((select json_agg(json_build_object(
    'date', d.date, 'isOpen', d.is_open, 'periods', d.periods, 'name', d.name) order by d.date)
  from identity.closing_day_card d where d.tenant_id = p.tenant_id and d.date >= (${moment})::date - 1
    and d.created_at <= ${moment} and (d.ended_at is null or d.ended_at > ${moment})), '[]') as overrides`;

/** The partner's policy in force with its closing days, from identity's cards: what promises are made under, and when the partner is open. */
export async function currentPolicy(unit: UnitOfWork): Promise<ServicePolicy> {
  const [row] = await unit.execute<PolicyRow>(
    `select ${COLUMNS}, ${daysKnownAt('now()')} from identity.policy_card p where p.tenant_id = ?`,
    [unit.tenant],
  );
  if (!row) throw new Error('the partner has no service policy');
  return policyOf(row);
}

/**
 * The version an order's promises were made under, with the closing days known then: what a pause costs is counted by it,
 * whatever the partner promises and announces since (requirements.md, Clocks).
 */
export async function promisedPolicy(unit: UnitOfWork, orderId: string): Promise<ServicePolicy> {
  const [row] = await unit.execute<PolicyRow>(
    `select ${COLUMNS}, ${daysKnownAt('s.since')} from ledger.promise_card s
     join identity.policy_version_card p on p.tenant_id = s.tenant_id and p.policy_version = s.policy_version
     where s.tenant_id = ? and s.noun_id = ? order by s.since limit 1`,
    [unit.tenant, orderId],
  );
  return row ? policyOf(row) : currentPolicy(unit);
}

function policyOf(row: PolicyRow): ServicePolicy {
  return {
    version: row.policy_version,
    clockMode: row.clock_mode,
    contactHours: row.contact_hours,
    onSiteHours: row.on_site_hours,
    periods: row.periods,
    makeUpWeekday: row.make_up_weekday,
    timeZone: row.time_zone,
    calendar: row.calendar,
    overrides: row.overrides.map(({ periods, ...day }) => (periods ? { ...day, periods } : day)),
  };
}
