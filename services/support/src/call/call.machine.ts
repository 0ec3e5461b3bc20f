import { machine } from '@landfall/kit/machine/machine';
import { CallState } from './call.state.ts';

const { ANSWERED, ABANDONED, SOLVED, RAISED } = CallState;

/** A call's way: solved on the line, or raised to a ticket. */
export const callMachine = machine<CallState>({
  QUEUED: { answer: ANSWERED, abandon: ABANDONED },
  ANSWERED: { raise: RAISED, solve: SOLVED, match: ANSWERED },
  ABANDONED: {},
  SOLVED: {},
  RAISED: {},
});
