import { query } from '#lib/graph/query.ts';
import { DataRequestList, KeptKinds } from '#lib/personal/personal.graphql';
import type { PageLoad } from './$types';

export const load: PageLoad = async (event) => {
  const view = event.url.searchParams.get('view') === 'all' ? ('all' as const) : ('open' as const);
  const variables = { state: view === 'open' ? ('OPEN' as const) : null, after: null };
  const [list, kinds] = await Promise.all([query(event, DataRequestList, variables), query(event, KeptKinds, {})]);
  return { view, variables, list, kinds: kinds.keptData };
};
