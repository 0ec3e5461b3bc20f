import type { Shape } from '@landfall/kit/rows/shape';

/** How support accesses are read by both sides. Who answered is known at the partner only. */
export const supportAccessShape: Shape = {
  table: 'network.support_access_card',
  alias: 'a',
  columns: {
    id: 'a.id',
    state: 'a.state',
    partnerId: 'a.tenant_id',
    partnerName: `coalesce((select n.name from network.partner n where n.partner_id = a.tenant_id), '')`,
    reason: 'a.reason',
    askedById: 'a.asked_by_id',
    askedBy: 'a.asked_by_name',
    askedAt: 'a.asked_at',
    endsAt: 'a.ends_at',
    mayWrite: 'a.may_write',
    roles: 'a.roles',
    answeredBy:
      '(select c.name from identity.member_card c where c.tenant_id = a.tenant_id and c.id = a.answered_by_id)',
    answeredAt: 'a.answered_at',
    note: 'a.note',
    endedAt: 'a.ended_at',
    isMine: { needs: ['askedById'] },
  },
};
