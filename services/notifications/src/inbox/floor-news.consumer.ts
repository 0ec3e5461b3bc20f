import type { Consumer } from '@landfall/kit/service/service';
import { isNews } from './age.ts';
import { InboxKind } from './inbox.kind.ts';
import { staffWith } from './people.ts';
import { tell } from './tell.ts';

/** Headquarters' floor has a new version, or lost one that was to come: told to each partner's administrators, an event a partner. */
export const floorNewsConsumer: Consumer = {
  name: 'notifications.floor-news',
  events: ['policyFloorChanged'],
  tenantOf: ({ ids, tenantId }) => ids.partner ?? tenantId,
  async handle(unit, event) {
    if (!isNews(event, unit.now)) return;
    const about = { noun: 'partner', nounId: unit.tenant };
    await tell(unit, await staffWith(unit, ['partner_admin']), { ...about, kind: InboxKind.FLOOR_CHANGED });
  },
};
