import { query } from '#lib/graph/query.ts';
import { PortalVisitPage } from '#lib/portal/record.graphql';
import type { PageLoad } from './$types';

export const load: PageLoad = async (event) => ({
  page: await query(event, PortalVisitPage, { id: event.params.id }, { live: true }),
});
