import { query } from '#lib/graph/query.ts';
import { CustomerPeople } from '#lib/invitation/customer-people.graphql';
import type { PageLoad } from './$types';

/** One's own company's people; who left too, where asked for. */
export const load: PageLoad = async (event) => {
  const variables = { customerId: null, includeLeft: event.url.searchParams.has('left') };
  return { variables, list: await query(event, CustomerPeople, variables, { live: true }) };
};
