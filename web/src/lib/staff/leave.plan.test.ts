import { expect, test } from 'vitest';
import { proposed, takersOfAll } from './leave.plan.ts';

const groups = [
  { kind: 'TICKETS' as const, candidates: [{ id: 'stand-in' }, { id: 'head' }, { id: 'third' }] },
  { kind: 'SUPERVISION' as const, candidates: [{ id: 'head' }] },
];
const heads = [
  { id: 'other', department: 'K3' },
  { id: 'head', department: 'KIS' },
];

test('the stand-in is proposed first, the head of the department where the stand-in doesn’t do such work', () => {
  expect(proposed(groups, { department: 'KIS', absences: [{ standInId: 'stand-in' }] }, heads)).toEqual({
    TICKETS: 'stand-in',
    SUPERVISION: 'head',
  });
});

test('nobody is proposed who may not take it', () => {
  expect(proposed(groups, { department: 'K3', absences: [] }, heads)).toEqual({ TICKETS: '', SUPERVISION: '' });
});

test('everything may go to who may take each kind', () => {
  expect(takersOfAll(groups)).toEqual([{ id: 'head' }]);
  expect(takersOfAll([])).toEqual([]);
});
