import type { Shape } from '@landfall/kit/rows/shape';

/** How a story's lines are read. What staff remarked on a line the customer sees as well stays at the desk. */
export const activityShape: Shape = {
  table: 'support.activity',
  alias: 'a',
  customer: 'a.customer_id',
  columns: {
    id: 'a.id',
    at: 'a.at',
    action: 'a.action',
    actorName: 'a.actor_name',
    note: "case when current_user = 'portal' then a.note else coalesce(a.staff_note, a.note) end",
    detail: 'a.detail',
    customerVisible: 'a.customer_visible',
  },
};
