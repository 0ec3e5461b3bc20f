import { describe, expect, test } from 'vitest';
import { columnsOf, filtersOf, passes, shortRegion } from './board.columns.ts';
import type { OrderOnBoard } from './order-board.graphql';

const order = (id: string, state: string, dueAt = '2026-11-23T16:00:00Z', more: object = {}) =>
  ({
    id,
    state,
    actions: [],
    appointmentAt: null,
    productLine: 'KIS',
    divisionCode: '310115',
    supervisor: { id: 'lu' },
    consultant: null,
    promises: [{ state: 'RUNNING', since: '2026-11-23T00:00:00Z', dueAt }],
    ...more,
  }) as unknown as OrderOnBoard;
const ids = (orders: OrderOnBoard[]) => orders.map(({ id }) => id);

describe('the board shows each order in its column', () => {
  test('most pressing first, what has just come on top of it', () => {
    const orders = [
      order('b', 'RECEIVED', '2026-11-24T00:00:00Z'),
      order('a', 'RECEIVED'),
      order('new', 'RECEIVED', '2026-11-25T00:00:00Z'),
      order('newer', 'RECEIVED', '2026-11-26T00:00:00Z'),
    ];
    expect(ids(columnsOf(orders, ['new', 'newer']).received)).toEqual(['newer', 'new', 'a', 'b']);
  });

  test('disputed ones first among the recorded, until they are dispatched again', () => {
    const orders = [
      order('r', 'RECORDED'),
      order('again', 'DISPUTED'),
      order('open', 'DISPUTED', undefined, { actions: ['redispatch'] }),
    ];
    expect(ids(columnsOf(orders, []).recorded)).toEqual(['open', 'r']);
  });
});

describe('filters live in the address', () => {
  test('nonsense is the normal case', () => {
    expect(filtersOf(new URLSearchParams('line=ERP&whose=you'))).toEqual({
      line: 'any',
      whose: 'all',
      region: '',
      consultant: '',
    });
  });

  test('mine is what I supervise or travel for', () => {
    const filters = filtersOf(new URLSearchParams('whose=mine&region=310115'));
    expect(passes(order('a', 'RECEIVED'), filters, 'lu')).toBe(true);
    expect(
      passes(order('a', 'RECEIVED', undefined, { supervisor: null, consultant: { id: 'gu' } }), filters, 'gu'),
    ).toBe(true);
    expect(passes(order('a', 'RECEIVED'), filters, 'gu')).toBe(false);
    expect(passes(order('a', 'RECEIVED', undefined, { divisionCode: '310112' }), filters, 'lu')).toBe(false);
  });

  test('a region is said without its province', () => {
    expect(shortRegion('江苏省 苏州市 昆山市')).toBe('昆山市');
  });
});
