import type { Consumer } from '@landfall/kit/service/service';
import { tellPartner } from './tell-partner.ts';

/**
 * What headquarters asked or took back, told at the partner: its own event, for its inbox, mail and pages, and a line in
 * its own trail. Works as the partner, whose grant ends with what it was asked for.
 */
export const supportAccessConsumer: Consumer = {
  name: 'network.support-access',
  events: ['supportAccessRequested', 'supportAccessWithdrawn'],
  tenantOf: (event) => event.ids.partner ?? event.tenantId,
  handle: async (unit, { event, nounId: id }) => {
    if (event === 'supportAccessRequested') return tellPartner(unit, id, 'supportAccessAsked');
    const [answered] = await unit.execute<{ is_over: boolean }>(
      `select answer = 'REFUSED' or ended_at is not null as is_over from network.support_grant where id = ?::uuid for update`,
      [id],
    );
    // Its end was told when it came.
    if (answered?.is_over) return;
    await unit.execute('update network.support_grant set ended_at = now(), version = version + 1 where id = ?::uuid', [
      id,
    ]);
    return tellPartner(unit, id, 'supportAccessEnded');
  },
};
