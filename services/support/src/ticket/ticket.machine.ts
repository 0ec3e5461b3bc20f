import { machine } from '@landfall/kit/machine/machine';
import { TicketState } from './ticket.state.ts';

const { OPEN, WAITING, DISPATCHED, RESOLVED, CLOSED } = TicketState;

/**
 * A ticket's way. People are not offered `return` and `revise`: the first follows a visit that was cancelled, the second
 * a record that is corrected after its confirmation (R4).
 */
export const ticketMachine = machine<TicketState>({
  NEW: { take: OPEN },
  OPEN: { dispatch: DISPATCHED, resolve: RESOLVED, wait: WAITING },
  WAITING: { resume: OPEN },
  DISPATCHED: { resolve: RESOLVED, return: OPEN },
  RESOLVED: { confirm: CLOSED, reopen: OPEN },
  CLOSED: { reopen: OPEN, revise: RESOLVED },
});
