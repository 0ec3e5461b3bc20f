import type { ProductLine, TicketState } from '#lib/graph/schema.generated.ts';
import type { TicketListVariables } from './ticket-list.graphql';

/** The views of the list; `active` is what somebody still has to do something about. */
export const ticketViews = {
  active: ['NEW', 'OPEN', 'WAITING', 'DISPATCHED'],
  new: ['NEW'],
  open: ['OPEN'],
  waiting: ['WAITING'],
  dispatched: ['DISPATCHED'],
  resolved: ['RESOLVED'],
  closed: ['CLOSED'],
  all: null,
} satisfies Record<string, TicketState[] | null>;
export type TicketView = keyof typeof ticketViews;

export interface TicketFilters {
  view: TicketView;
  whose: 'all' | 'mine';
  line: 'any' | ProductLine;
  order: 'updated' | 'raised';
  search: string;
}

/** The filters as they stand in the address; what isn't known there is the normal case. */
export const filtersOf = (search: URLSearchParams): TicketFilters => {
  const view = search.get('view') ?? 'active';
  const line = search.get('line');
  return {
    view: Object.hasOwn(ticketViews, view) ? (view as TicketView) : 'active',
    whose: search.get('whose') === 'mine' ? 'mine' : 'all',
    line: line === 'KIS' || line === 'K3' ? line : 'any',
    order: search.get('order') === 'raised' ? 'raised' : 'updated',
    search: search.get('q')?.trim() ?? '',
  };
};

export const variablesOf = (filters: TicketFilters): TicketListVariables => ({
  states: ticketViews[filters.view],
  mine: filters.whose === 'mine' ? true : null,
  search: filters.search || null,
  line: filters.line === 'any' ? null : filters.line,
  order: filters.order === 'raised' ? 'RAISED_DESC' : 'UPDATED_DESC',
  after: null,
});
