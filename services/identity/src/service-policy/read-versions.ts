import type { Source } from '@landfall/kit/rows/read';
import type { ServicePolicyVersion } from './policy-version.type.ts';

const VERSIONS = `with versions as (
    select s.*, m.name as created_by_name, lead(s.valid_from) over (partition by s.withdrawn_at is null order by s.valid_from, s.policy_version) as next_from
    from identity.service_policy s left join identity.membership m on m.tenant_id = s.tenant_id and m.id = s.created_by)
  select id, policy_version as "policyVersion", valid_from as "validFrom", case when withdrawn_at is null then next_from end as "validUntil",
    case when withdrawn_at is not null then 'WITHDRAWN' when valid_from > now() then 'TO_COME'
      when next_from is null or next_from > now() then 'IN_FORCE' else 'PAST' end as state,
    clock_mode as "clockMode", contact_hours as "contactHours", on_site_hours as "onSiteHours", periods, make_up_weekday as "makeUpWeekday",
    note, created_at as "createdAt", created_by_name as "createdByName", withdrawn_at as "withdrawnAt"
  from versions where $1::uuid is null or id = $1 order by valid_from desc, policy_version desc limit 200`;

/** Versions of the viewer's own partner, the latest first; or the one named. */
export function readVersions(source: Source, id: string | null = null): Promise<ServicePolicyVersion[]> {
  return source.reader.query<ServicePolicyVersion>(source.scope, { text: VERSIONS, values: [id] });
}
