import { notFound } from '@landfall/kit/problem/problem';
import type { Source } from '@landfall/kit/rows/read';
import type { Organisation } from './organisation.type.ts';

/** The path logos have; what follows is a random name of ours. */
export const LOGO_PATH = '/files/logo/';

const STAFF = 'm.tenant_id = p.tenant_id and m.customer_id is null and m.ended_at is null';

const ORGANISATION = `select p.tenant_id as id, p.name, p.province_name as province, p.province_code as "provinceCode", p.time_zone as "timeZone",
    p.calendar, p.sender_name as "senderName", p.monitoring_line as "monitoringLine", p.monitoring_email as "monitoringEmail",
    '${LOGO_PATH}' || p.logo_id as logo, p.version,
    coalesce((select json_agg(json_build_object('name', d.name, 'members', (select count(*) from identity.membership m where ${STAFF} and m.department = d.name)) order by d.i)
      from unnest(p.departments) with ordinality as d (name, i)), '[]'::json) as departments,
    coalesce((select json_agg(json_build_object('code', rpad(r.prefix, 6, '0'), 'name', coalesce(v.full_name, r.prefix), 'members',
      (select count(*) from identity.membership m where ${STAFF} and exists (select from unnest(m.divisions) x where starts_with(x, r.prefix) or starts_with(r.prefix, x)))) order by r.i)
      from unnest(p.divisions) with ordinality as r (prefix, i) left join catalogue.division v on v.code = rpad(r.prefix, 6, '0')), '[]'::json) as regions
  from identity.partner p limit 1`;

/** The viewer's own partner as its administrator keeps it. */
export async function readOrganisation(source: Source): Promise<Organisation> {
  const [organisation] = await source.reader.query<Organisation>(source.scope, { text: ORGANISATION });
  if (!organisation) throw notFound();
  return organisation;
}
