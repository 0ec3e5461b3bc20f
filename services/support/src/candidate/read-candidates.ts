import type { Source } from '@landfall/kit/rows/read';
import { VISIT_AHEAD } from '../dispatch-order/dispatch-order.state.ts';
import { CONSULTANT } from '../role/roles.ts';
import type { Candidate } from './candidate.type.ts';
import { type ConsultantFacts, type Job, rankCandidates } from './rank-candidates.ts';

/** The order somebody is looked for. */
export interface OrderToFill extends Job {
  readonly id: string;
  /** ISO 8601; null while there is none. */
  readonly appointmentAt: string | null;
}

/** Who could go, ranked; one statement over the members' card and our own load, however many visits there are. */
export async function readCandidates(source: Source, order: OrderToFill, timeZone: string): Promise<Candidate[]> {
  const rows = await source.reader.query<ConsultantFacts>(source.scope, {
    name: 'support-candidates',
    text: `select m.id, m.name, m.sort_key as "sortKey", m.product_lines as "productLines", m.divisions,
        coalesce(l.open, 0)::int as "openOrders", coalesce(l.day, 0)::int as "ordersThatDay",
        (select coalesce(s.name, '') from identity.absence_card a left join identity.member_card s on s.id = a.stand_in_id
          where a.member_id = m.id and (coalesce($3::timestamptz, now()) at time zone $4)::date between a.starts_on and a.ends_on
          limit 1) as "absentFor"
      from identity.member_card m left join (
        select o.consultant_id, count(*) as open,
          count(*) filter (where (o.appointment_at at time zone $4)::date = (coalesce($3::timestamptz, now()) at time zone $4)::date) as day
        from support.dispatch_order o where o.state = any($2) and o.consultant_id is not null and o.id <> $1 group by o.consultant_id
      ) l on l.consultant_id = m.id
      where m.is_active and '${CONSULTANT}' = any(m.roles) order by m.sort_key, m.id limit 500`,
    values: [order.id, VISIT_AHEAD, order.appointmentAt, timeZone],
  });
  return rankCandidates(rows, order);
}
