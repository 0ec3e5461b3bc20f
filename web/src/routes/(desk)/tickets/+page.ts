import { query } from '#lib/graph/query.ts';
import { filtersOf, variablesOf } from '#lib/ticket/ticket.filters.ts';
import { TicketList } from '#lib/ticket/ticket-list.graphql';
import type { PageLoad } from './$types';

export const load: PageLoad = async (event) => {
  const filters = filtersOf(event.url.searchParams);
  const variables = variablesOf(filters);
  return { filters, variables, list: await query(event, TicketList, variables, { live: true }) };
};
