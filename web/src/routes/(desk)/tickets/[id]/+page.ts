import { query } from '#lib/graph/query.ts';
import { TicketPage } from '#lib/ticket/ticket.graphql';
import type { PageLoad } from './$types';

export const load: PageLoad = async (event) => ({
  page: await query(event, TicketPage, { id: event.params.id }, { live: true }),
});
