import type { Shape } from '@landfall/kit/rows/shape';

const published = (column: string): string => `(select n.${column} from network.partner n where n.partner_id = p.id)`;
const contact = (column: string): string =>
  `(select c.${column} from network.partner_contact c where c.partner_id = p.id)`;

const changeShape: Shape = {
  table: 'network.partnership_change',
  alias: 'h',
  columns: {
    id: 'h.id',
    at: 'h.at',
    action: 'h.action',
    fromState: 'h.from_state',
    toState: 'h.to_state',
    reason: 'h.reason',
    byName: 'h.by_name',
  },
};

const policyShape: Shape = {
  table: 'network.published_policy',
  alias: 'v',
  columns: {
    id: `v.partner_id || ':' || v.policy_version`,
    policyVersion: 'v.policy_version',
    validFrom: 'v.valid_from',
    clockMode: 'v.clock_mode',
    contactHours: 'v.contact_hours',
    onSiteHours: 'v.on_site_hours',
    openMinutes: 'v.open_minutes',
  },
};

/** How partners are read at headquarters: what network holds, and nothing of theirs. */
export const partnershipShape: Shape = {
  table: 'network.partnership',
  alias: 'p',
  columns: {
    id: 'p.id',
    state: 'p.state',
    since: 'p.since',
    stateSince: 'p.state_since',
    timeZone: 'p.time_zone',
    calendar: 'p.calendar',
    version: 'p.version',
    name: `coalesce(${published('name')}, '')`,
    provinceCode: published('province_code'),
    province: published('province'),
    contactName: contact('name'),
    contactEmail: contact('email'),
    contactPhone: contact('phone'),
    changes: { below: { shape: () => changeShape, on: 'h.partner_id = p.id', orderBy: 'h.at desc', limit: 200 } },
    policies: {
      below: {
        shape: () => policyShape,
        on: 'v.partner_id = p.id and v.withdrawn_at is null',
        orderBy: 'v.valid_from desc',
        limit: 50,
      },
    },
    actions: { needs: ['id', 'state'] },
  },
};
