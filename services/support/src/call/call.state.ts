import { registerEnumType } from 'type-graphql';

/** Where a call stands. */
export enum CallState {
  QUEUED = 'QUEUED',
  ANSWERED = 'ANSWERED',
  ABANDONED = 'ABANDONED',
  SOLVED = 'SOLVED',
  RAISED = 'RAISED',
}
registerEnumType(CallState, { name: 'CallState', description: '來電狀態。' });
