import { query } from '#lib/graph/query.ts';
import { HeadquartersPeople } from '#lib/headquarters/headquarters-people.graphql';
import type { PageLoad } from './$types';

/** Headquarters' people; who left too, where asked for. */
export const load: PageLoad = async (event) => {
  const search = event.url.searchParams;
  const variables = { search: search.get('q')?.trim() || null, includeLeft: search.has('left') };
  return { variables, list: await query(event, HeadquartersPeople, variables, { live: true }) };
};
