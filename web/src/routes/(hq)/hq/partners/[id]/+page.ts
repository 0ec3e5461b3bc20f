import { query } from '#lib/graph/query.ts';
import { PartnershipPage } from '#lib/partner/partnership.graphql';
import type { PageLoad } from './$types';

export const load: PageLoad = async (event) => ({
  page: await query(event, PartnershipPage, { id: event.params.id }, { live: true }),
});
