import { query } from '#lib/graph/query.ts';
import { VisitPage } from '#lib/visit/visit.graphql';
import type { LayoutLoad } from './$types';

/** The visit is asked for once and then kept true: going through its steps needs no network. */
export const load: LayoutLoad = async (event) => ({
  visit: await query(event, VisitPage, { id: event.params.id }, { live: true }),
});
