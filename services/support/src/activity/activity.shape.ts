import { ERASED_NAME } from '@landfall/kit/personal/erased';
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
    // Somebody did it; who, was erased.
    actorName: `case when a.actor_id is not null then coalesce(a.actor_name, '${ERASED_NAME}') end`,
    note: "case when current_user = 'portal' then a.note else coalesce(a.staff_note, a.note) end",
    detail: 'a.detail',
    customerVisible: 'a.customer_visible',
  },
};
