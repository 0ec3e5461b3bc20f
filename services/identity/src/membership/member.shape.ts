import type { Shape } from '@landfall/kit/rows/shape';
import { absenceShape } from '../absence/absence.shape.ts';

/** Today in the partner's days. */
const TODAY = `(now() at time zone (select pp.time_zone from identity.partner pp where pp.tenant_id = m.tenant_id))::date`;

/** Whether today is a day of a member's absence. */
export const IS_ABSENT = `exists (select from identity.absence a where a.tenant_id = m.tenant_id and a.member_id = m.id
  and a.cancelled_at is null and ${TODAY} between a.starts_on and a.ends_on)`;

/** How members are read. E-mail and the reason of leaving are only told to the partner's administrator (member.resolver.ts). */
export const memberShape: Shape = {
  table: 'identity.membership',
  alias: 'm',
  columns: {
    id: 'm.id',
    name: 'm.name',
    title: 'm.title',
    department: 'm.department',
    roles: 'm.roles',
    productLines: 'm.product_lines',
    divisions: 'm.divisions',
    phone: 'm.phone',
    email: 'm.email',
    joinedAt: 'm.joined_at',
    endedAt: 'm.ended_at',
    endReason: 'm.end_reason',
    version: 'm.version',
    isAbsent: IS_ABSENT,
    absences: {
      below: {
        shape: () => absenceShape,
        on: `ab.tenant_id = m.tenant_id and ab.member_id = m.id and ab.cancelled_at is null and ab.ends_on >= ${TODAY}`,
        orderBy: 'ab.starts_on, ab.id',
        limit: 20,
      },
    },
  },
};
