import type { CardView } from '@landfall/kit/service/service';

/** What became of a request, as of now: an access that is over needs nobody to note it. */
const STATE = `case
    when g.answer = 'REFUSED' then 'REFUSED'
    when g.answer = 'GRANTED' and (g.ended_at is not null or r.withdrawn_at is not null or g.ends_at <= now()) then 'ENDED'
    when g.answer = 'GRANTED' then 'GRANTED'
    when r.withdrawn_at is not null then 'WITHDRAWN'
    when r.ends_at <= now() then 'EXPIRED'
    else 'ASKED' end`;

/** Requests with their answers, read by both sides and by the door. */
export const supportAccessCards: readonly CardView[] = [
  {
    name: 'network.support_access_card',
    readers: ['desk', 'hq', 'edge'],
    select: `select r.tenant_id, r.id, ${STATE} as state, r.reason, r.asked_by_id, r.account_id, r.asked_by_name, r.asked_at,
      coalesce(g.ends_at, r.ends_at) as ends_at, coalesce(g.roles, '{}') as roles, coalesce(cardinality(g.roles) > 0, false) as may_write,
      g.answered_by_id, g.answered_at, g.note, coalesce(g.ended_at, r.withdrawn_at) as ended_at
      from network.support_request r left join network.support_grant g on g.tenant_id = r.tenant_id and g.id = r.id`,
  },
];
