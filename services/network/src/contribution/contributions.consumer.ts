import type { BusEvent } from '@landfall/kit/event-bus/event-bus';
import type { Consumer } from '@landfall/kit/service/service';
import type { UnitOfWork } from '@landfall/kit/tenancy/unit-of-work';
import { type ChangedCell, updateCells } from '../cell/update-cells.ts';
import { publishPartner, takeTurn } from '../partner/publish-partner.ts';
import { updateContributions } from './update-contributions.ts';

/** Keeps the partner's figures what its visits say, after each event of a visit, its promises or its record. */
export const contributionsConsumer: Consumer = {
  name: 'network.contributions',
  events: [],
  nouns: ['dispatchOrder', 'serviceRecord', 'promise'],
  concerns: (event) => orderOf(event) !== undefined,
  async handle(unit, event) {
    const orderId = orderOf(event);
    if (!orderId) return;
    await takeTurn(unit);
    const touched = await updateContributions(unit, orderId);
    if (touched.length === 0) return;
    await publishPartner(unit);
    tell(unit, await updateCells(unit, touched));
  },
};

/**
 * Counts everything of the partner anew, set by set: after a bulk load, or where a check found a difference. What
 * stepped figures have published stays until their next step. @returns how many cells headquarters was told of
 */
export async function rebuild(unit: UnitOfWork): Promise<number> {
  await publishPartner(unit);
  await takeTurn(unit);
  await updateContributions(unit, null);
  const changed = await updateCells(unit, 'all');
  tell(unit, changed);
  return changed.length;
}

/** The order an event is about: events of promises and records name it among their ids. */
function orderOf(event: BusEvent): string | undefined {
  return event.noun === 'dispatchOrder' ? event.nounId : event.ids.dispatchOrder;
}

/** Only what headquarters can read is told, so that an event says no more than the cell does. */
export function tell(unit: UnitOfWork, changed: readonly ChangedCell[]): void {
  for (const { figure, month } of changed) {
    unit.announce({ event: 'figureChanged', noun: 'figure', id: unit.tenant, ids: { figure, month } });
  }
}
