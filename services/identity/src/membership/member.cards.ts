import type { CardView } from '@landfall/kit/service/service';

/** Today's absence of a member `m`, in the partner's own days. A select in the list costs those who don't ask nothing. */
const TODAYS = `from identity.absence a join identity.partner p on p.tenant_id = a.tenant_id
          where a.tenant_id = m.tenant_id and a.member_id = m.id and a.cancelled_at is null
            and (now() at time zone p.time_zone)::date between a.starts_on and a.ends_on`;

/** What other services' reads may join of the partner's people: a contract, column by column. */
export const peopleCards: readonly CardView[] = [
  {
    // The portal sees names; absences are not shown to it, so nobody is absent there.
    name: 'identity.member_card',
    readers: ['desk', 'portal'],
    select: `select m.tenant_id, m.id, m.name, m.sort_key, m.title, m.department, m.roles, m.product_lines, m.divisions,
        m.ended_at is null as is_active, exists (select ${TODAYS}) as is_absent,
        (select a.stand_in_id ${TODAYS} order by a.starts_on desc limit 1) as stand_in_id
      from identity.membership m where m.customer_id is null`,
  },
  {
    // Who is or was at headquarters, for its own trail.
    name: 'identity.headquarters_card',
    readers: ['hq'],
    select: 'select tenant_id, id, name, roles, ended_at is null as is_active from identity.headquarters_membership',
  },
  {
    // Who is away on which days, for planning beyond today.
    name: 'identity.absence_card',
    readers: ['desk'],
    select: `select tenant_id, id, member_id, starts_on, ends_on, stand_in_id from identity.absence where cancelled_at is null`,
  },
];
