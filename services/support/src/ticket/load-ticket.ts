import type { UnitOfWork } from '@landfall/kit/tenancy/unit-of-work';
import { loadExplained, type Reasons } from '../refusal/load-explained.ts';
import { Ticket } from './ticket.entity.ts';

const TAKE_FIRST = 'ticket.takeFirst';
const VISIT_OPEN = 'ticket.visitOpen';

const reasons: Reasons = {
  NEW: { dispatch: TAKE_FIRST, wait: TAKE_FIRST, resolve: TAKE_FIRST },
  WAITING: { dispatch: 'ticket.resumeFirst', resolve: 'ticket.resumeFirst' },
  DISPATCHED: { dispatch: VISIT_OPEN, wait: VISIT_OPEN },
};

/** The door to a ticket that will change, with refusals that say what comes first. @throws Problem as `load` does */
export function loadTicket(
  unit: UnitOfWork,
  id: string,
  action: string,
  expectedVersion?: number | null,
): Promise<Ticket> {
  return loadExplained(unit, Ticket, id, action, expectedVersion, reasons);
}
