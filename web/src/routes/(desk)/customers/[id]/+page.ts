import { CustomerPage } from '#lib/customer/customer.graphql';
import { query } from '#lib/graph/query.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async (event) => ({
  page: await query(event, CustomerPage, { id: event.params.id }, { live: true }),
});
