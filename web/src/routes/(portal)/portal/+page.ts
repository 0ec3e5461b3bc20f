import { query } from '#lib/graph/query.ts';
import type { PageLoad } from './$types';
import { PortalHome, PortalSearch } from './home.graphql';

const step = 10;

export const load: PageLoad = async (event) => {
  const search = event.url.searchParams.get('q')?.trim() ?? '';
  const asked = Number(event.url.searchParams.get('past'));
  const past = Number.isInteger(asked) && asked > step ? Math.min(asked, 100) : step;
  const [home, found] = await Promise.all([
    query(event, PortalHome, { past }, { live: true }),
    search ? query(event, PortalSearch, { search }) : undefined,
  ]);
  return { home, found, search, past, morePast: Math.min(past + 2 * step, 100) };
};
