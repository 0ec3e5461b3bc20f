import { query } from '#lib/graph/query.ts';
import { MyVisits } from '#lib/visit/visit.graphql';
import { boundsOf, localDay } from '#lib/visit/zone-time.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async (event) => {
  const { viewer } = await event.parent();
  const variables = boundsOf(localDay(Date.now(), viewer.timeZone), viewer.timeZone);
  return { variables, visits: await query(event, MyVisits, variables, { live: true }) };
};
