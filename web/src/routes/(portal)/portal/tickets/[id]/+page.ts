import { query } from '#lib/graph/query.ts';
import type { PageLoad } from './$types';
import { PortalRequestPage } from './request-page.graphql';

export const load: PageLoad = async (event) => ({
  page: await query(event, PortalRequestPage, { id: event.params.id }, { live: true }),
});
