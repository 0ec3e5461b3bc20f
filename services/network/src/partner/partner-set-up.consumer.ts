import type { Consumer } from '@landfall/kit/service/service';
import { noteChange } from './onboard-partner.ts';
import { Partnership } from './partnership.entity.ts';
import type { PartnershipState } from './partnership.machine.ts';

/** The first administrator finished the set-up: the partner is active. It works as the partner, whose row lets it do this one step. */
export const partnerSetUpConsumer: Consumer = {
  name: 'network.partner-set-up',
  events: ['setUpFinished'],
  async handle(unit) {
    const partnership = await unit.find(Partnership, { id: unit.tenant });
    if (partnership?.state !== 'INVITED') return;
    const from = unit.transition<PartnershipState, Partnership>(partnership, 'activate');
    partnership.stateSince = unit.now;
    noteChange(unit, partnership.id, 'activate', from, partnership.state, null);
    unit.announce({
      event: 'partnerActivated',
      noun: 'partner',
      id: partnership.id,
      ids: { partner: partnership.id },
    });
  },
};
