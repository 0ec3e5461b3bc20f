import { CallOfAddress, HotlinePage } from '#lib/call/call.graphql';
import { query } from '#lib/graph/query.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async (event) => {
  const id = event.url.searchParams.get('call');
  const [hotline, resumed] = await Promise.all([
    query(event, HotlinePage, {}, { live: true }),
    id ? query(event, CallOfAddress, { id }) : undefined,
  ]);
  return { hotline, resumed: resumed?.call };
};
