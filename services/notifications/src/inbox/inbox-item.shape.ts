import type { Shape } from '@landfall/kit/rows/shape';

/** How inbox items are read. */
export const inboxItemShape: Shape = {
  table: 'notifications.inbox_item',
  alias: 'n',
  columns: {
    id: 'n.id',
    kind: 'n.kind',
    noun: 'n.noun',
    nounId: 'n.noun_id',
    number: 'n.number',
    detail: 'n.detail',
    times: 'n.times',
    at: 'n.at',
    readAt: 'n.read_at',
    actor: { card: { view: 'identity.member_card', by: 'actor_id', fields: { name: 'name' } } },
    customer: { card: { view: 'customers.customer_card', by: 'about_customer_id', fields: { name: 'name' } } },
  },
};
