import 'reflect-metadata';
import { allows } from '@landfall/kit/policy/policy';
import { systemViewer } from '@landfall/kit/viewer/viewer';
import { expect, test } from 'vitest';
import type { Call } from './call.entity.ts';
import { callMachine } from './call.machine.ts';
import { callPolicy } from './call.policy.ts';
import { CallState } from './call.state.ts';

const WAY: Record<string, string> = {
  'QUEUED answer': 'ANSWERED',
  'QUEUED abandon': 'ABANDONED',
  'ANSWERED raise': 'RAISED',
  'ANSWERED solve': 'SOLVED',
  'ANSWERED match': 'ANSWERED',
};
const CELLS = Object.values(CallState).flatMap((state) =>
  ['answer', 'abandon', 'raise', 'solve', 'match'].map((action) => [state, action] as const),
);

test.each(CELLS)('a call that is %s: %s leads where the table says, or nowhere', (state, action) => {
  const to = WAY[`${state} ${action}`];
  if (to) expect(callMachine.next(state, action)).toBe(to);
  else expect(() => callMachine.next(state, action)).toThrow('actionNotAllowed');
});

test.each([
  ['hotline_consultant', true],
  ['service_consultant', true],
  ['area_supervisor', true],
  ['lecturer', false],
  ['sales', false],
])('%s answers calls: %s', (role, may) => {
  for (const action of ['answer', 'match', 'solve', 'raise']) {
    expect(allows(callPolicy, { ...systemViewer('t', 'x'), roles: [role] }, action, {} as Call)).toBe(may);
    expect(
      allows(callPolicy, { ...systemViewer('t', 'x'), surface: 'portal', roles: [role] }, action, {} as Call),
    ).toBe(false);
  }
});
