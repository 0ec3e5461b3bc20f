import type { Consumer } from '@landfall/kit/service/service';

/** Lines that forget a name in one transaction, which has to end within 2 s; the next ones follow by an event of their own. */
const AT_ONCE = 1000;
const GO_ON = 'storyNamesLeft';

/**
 * Somebody who did things to tickets has erased their account: the lines stay, what was done and when, and name nobody. What
 * both sides signed (service records) stays as it was.
 */
export const erasedActorConsumer: Consumer = {
  name: 'support.erased-actor',
  events: ['accountErased', GO_ON],
  async handle(unit, { nounId: id }) {
    const lines = await unit.execute(
      `update support.activity set actor_name = null where tenant_id = ? and id in (select a.id from support.activity a
         where a.tenant_id = ? and a.actor_id = ? and a.actor_name is not null order by a.id limit ${AT_ONCE}) returning 1`,
      [unit.tenant, unit.tenant, id],
    );
    if (lines.length === AT_ONCE) unit.announce({ event: GO_ON, noun: 'member', id });
  },
};
