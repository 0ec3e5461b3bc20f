import type { Consumer } from '@landfall/kit/service/service';
import { NOUN } from './support-access.commands.ts';

/**
 * What headquarters asked or took back, told at the partner: its own event, for its inbox, mail and pages, and a line in
 * its own trail. Works as the partner.
 */
export const supportAccessConsumer: Consumer = {
  name: 'network.support-access',
  events: ['supportAccessRequested', 'supportAccessWithdrawn'],
  tenantOf: (event) => event.ids.partner ?? event.tenantId,
  handle: async (unit, { event, nounId: id }) => {
    const told = event === 'supportAccessRequested' ? 'supportAccessAsked' : 'supportAccessEnded';
    const [request] = await unit.execute<{ reason: string; asked_by_name: string; ends_at: string }>(
      'select reason, asked_by_name, ends_at::text from network.support_access_card where id = ?::uuid',
      [id],
    );
    if (!request) return;
    unit.note({
      action: told,
      noun: NOUN,
      id,
      after: { reason: request.reason, askedBy: request.asked_by_name, endsAt: request.ends_at },
    });
    unit.announce({ event: told, noun: NOUN, id, ids: { supportAccess: id } });
  },
};
