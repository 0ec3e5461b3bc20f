import { expect, test } from 'vitest';
import { filtersOf, variablesOf } from './ticket.filters.ts';

test('what the address says is what is asked', () => {
  const filters = filtersOf(new URLSearchParams('view=closed&whose=mine&line=K3&order=raised&q=%20GD-1%20'));
  expect(variablesOf(filters)).toEqual({
    states: ['CLOSED'],
    mine: true,
    search: 'GD-1',
    line: 'K3',
    order: 'RAISED_DESC',
    after: null,
  });
});

test('an address somebody mistyped shows what is to be done', () => {
  const filters = filtersOf(new URLSearchParams('view=constructor&line=XX'));
  expect(variablesOf(filters)).toMatchObject({ states: ['NEW', 'OPEN', 'WAITING', 'DISPATCHED'], line: null });
});
