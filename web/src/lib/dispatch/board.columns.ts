import type { DispatchOrderState } from '#lib/graph/schema.generated.ts';
import { nextPromise } from '#lib/promise/promise.next.ts';
import type { OrderOnBoard } from './order-board.graphql';

/** The columns of the board, in the order of an order's life. */
export const boardColumns = [
  { key: 'received', states: ['RECEIVED'] },
  { key: 'assigned', states: ['ASSIGNED'] },
  { key: 'contacted', states: ['CONTACTED'] },
  { key: 'scheduled', states: ['SCHEDULED'] },
  { key: 'there', states: ['EN_ROUTE', 'ON_SITE'] },
  { key: 'recorded', states: ['RECORDED', 'DISPUTED'] },
] as const satisfies ReadonlyArray<{ key: string; states: readonly DispatchOrderState[] }>;
export type ColumnKey = (typeof boardColumns)[number]['key'];

/** The filters as they stand in the address. */
export interface BoardFilters {
  line: 'any' | 'KIS' | 'K3';
  whose: 'all' | 'mine';
  region: string;
  consultant: string;
}

/** What isn't known in the address is the normal case. */
export const filtersOf = (search: URLSearchParams): BoardFilters => {
  const line = search.get('line');
  return {
    line: line === 'KIS' || line === 'K3' ? line : 'any',
    whose: search.get('whose') === 'mine' ? 'mine' : 'all',
    region: search.get('region') ?? '',
    consultant: search.get('consultant') ?? '',
  };
};

/** Whether an order passes. `mine` is what I supervise or travel for. */
export const passes = (order: OrderOnBoard, filters: BoardFilters, me: string): boolean =>
  (filters.line === 'any' || order.productLine === filters.line) &&
  (filters.whose === 'all' || order.supervisor?.id === me || order.consultant?.id === me) &&
  (!filters.region || order.divisionCode === filters.region) &&
  (!filters.consultant || order.consultant?.id === filters.consultant);

const last = Number.MAX_SAFE_INTEGER;
const due = (order: OrderOnBoard): number => Date.parse(nextPromise(order.promises)?.dueAt ?? '') || last;
const appointment = (order: OrderOnBoard): number => Date.parse(order.appointmentAt ?? '') || last;
const disputed = (order: OrderOnBoard): number => (order.state === 'DISPUTED' ? 0 : 1);

const sorts: Record<ColumnKey, (a: OrderOnBoard, b: OrderOnBoard) => number> = {
  received: (a, b) => due(a) - due(b),
  assigned: (a, b) => due(a) - due(b),
  contacted: (a, b) => due(a) - due(b),
  scheduled: (a, b) => appointment(a) - appointment(b),
  there: (a, b) => appointment(a) - appointment(b),
  recorded: (a, b) => disputed(a) - disputed(b) || appointment(a) - appointment(b),
};

/** A disputed order that was dispatched again is done with: its successor stands on the board. */
const isOnBoard = (order: OrderOnBoard): boolean => order.state !== 'DISPUTED' || order.actions.includes('redispatch');

/**
 * What each column shows: most pressing first, except that orders which came while the page was open stay on top,
 * newest first, where they were announced.
 */
export const columnsOf = (
  orders: readonly OrderOnBoard[],
  arrived: readonly string[],
): Record<ColumnKey, OrderOnBoard[]> => {
  const place = (order: OrderOnBoard) => {
    const at = arrived.indexOf(order.id);
    return at < 0 ? last : arrived.length - at;
  };
  const found = {} as Record<ColumnKey, OrderOnBoard[]>;
  for (const { key, states } of boardColumns) {
    const here = orders.filter((order) => (states as readonly string[]).includes(order.state) && isOnBoard(order));
    found[key] = here.toSorted(
      (a, b) => (key === 'received' ? place(a) - place(b) : 0) || sorts[key](a, b) || (a.id < b.id ? -1 : 1),
    );
  }
  return found;
};

/** "上海市 浦东新区" is "浦东新区" where everybody knows the city. */
export const shortRegion = (divisionName: string | null): string => divisionName?.split(' ').at(-1) ?? '';
