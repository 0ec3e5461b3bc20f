import { expect, test } from 'vitest';
import { changesOf, conflictsOf, differences, draftOf } from './member.draft.ts';

const before = draftOf({
  ...{ name: '周顾问', title: '顾问', phone: null, department: 'KIS' },
  ...{ roles: ['sales', 'lecturer'], divisions: ['3101'], productLines: ['KIS'] },
});

test('only what was changed here is sent; another order of roles is no change', () => {
  expect(changesOf(before, { ...before, roles: ['lecturer', 'sales'] })).toEqual({});
  expect(changesOf(before, { ...before, title: '资深顾问', divisions: [] })).toEqual({
    title: '资深顾问',
    divisions: [],
  });
});

test('what somebody else changed is shown beside what was typed, and what both made the same isn’t', () => {
  const theirs = { ...before, title: '主管', department: 'K3' };
  const mine = { ...before, title: '资深顾问', department: 'K3' };
  expect(conflictsOf(before, mine, theirs)).toEqual([{ field: 'title', mine: '资深顾问', theirs: '主管' }]);
  expect(differences(before, theirs)).toEqual(['title', 'department']);
});
