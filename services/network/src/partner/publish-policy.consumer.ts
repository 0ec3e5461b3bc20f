import { openMinutesAWeek } from '@landfall/kit/promise/service-policy';
import type { Consumer } from '@landfall/kit/service/service';
import type { UnitOfWork } from '@landfall/kit/tenancy/unit-of-work';
import type { OpeningPeriod } from '@landfall/kit/working-time/opening-periods';
import { publishPartner } from './publish-partner.ts';

interface VersionRow {
  policy_version: number;
  valid_from: string;
  withdrawn_at: string | null;
  clock_mode: string;
  contact_hours: number;
  on_site_hours: number;
  periods: OpeningPeriod[];
}

/** Publishes the partner's policy versions to headquarters, as they are: hours and clock, nothing else. */
export async function publishPolicies(unit: UnitOfWork): Promise<void> {
  const versions = await unit.execute<VersionRow>(
    `select policy_version, valid_from::text, withdrawn_at::text, clock_mode, contact_hours, on_site_hours, periods
     from identity.policy_version_card where tenant_id = ? order by policy_version`,
    [unit.tenant],
  );
  const rows = versions.map(({ periods, ...row }) => ({ ...row, open_minutes: openMinutesAWeek({ periods }) }));
  await unit.execute(
    `insert into network.published_policy as p (partner_id, policy_version, valid_from, withdrawn_at, clock_mode, contact_hours, on_site_hours, open_minutes)
     select ?::uuid, v.* from jsonb_to_recordset(?::jsonb) as v (policy_version int, valid_from timestamptz, withdrawn_at timestamptz,
       clock_mode text, contact_hours int, on_site_hours int, open_minutes int)
     on conflict (partner_id, policy_version) do update set withdrawn_at = excluded.withdrawn_at
     where p.withdrawn_at is distinct from excluded.withdrawn_at`,
    [unit.tenant, JSON.stringify(rows)],
  );
}

/** Keeps what headquarters knows of a partner's name and policy what the partner says. */
export const publishPolicyConsumer: Consumer = {
  name: 'network.publish-policy',
  events: ['policyChanged', 'organisationChanged'],
  async handle(unit) {
    await publishPartner(unit);
    await publishPolicies(unit);
    unit.announce({ event: 'partnerChanged', noun: 'partner', id: unit.tenant, ids: { partner: unit.tenant } });
  },
};
