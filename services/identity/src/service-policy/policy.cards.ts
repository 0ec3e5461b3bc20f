import type { CardView } from '@landfall/kit/service/service';

const COLUMNS = `s.tenant_id, s.id, s.policy_version, s.clock_mode, s.contact_hours, s.on_site_hours, s.periods,
        s.make_up_weekday, p.time_zone, p.calendar`;

/** What promises are made under and counted by: the policy in force, every version, and the days a partner departs from its calendar. */
export const policyCards: readonly CardView[] = [
  {
    name: 'identity.policy_card',
    readers: ['desk', 'portal'],
    select: `select distinct on (s.tenant_id) ${COLUMNS} from identity.service_policy s join identity.partner p on p.tenant_id = s.tenant_id
        where s.valid_from <= now() and s.withdrawn_at is null order by s.tenant_id, s.valid_from desc, s.policy_version desc`,
  },
  {
    // A promise keeps the version it was made under, so every version stays readable.
    name: 'identity.policy_version_card',
    readers: ['desk', 'portal'],
    select: `select ${COLUMNS}, s.valid_from, s.withdrawn_at from identity.service_policy s join identity.partner p on p.tenant_id = s.tenant_id`,
  },
  {
    name: 'identity.closing_day_card',
    readers: ['desk', 'portal'],
    select: 'select tenant_id, id, date, is_open, periods, name, created_at, ended_at from identity.closing_day',
  },
];
