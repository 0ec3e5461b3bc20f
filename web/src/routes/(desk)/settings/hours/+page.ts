import { query } from '#lib/graph/query.ts';
import { HoursPage } from '#lib/settings/hours.graphql';
import type { PageLoad } from './$types';

export const load: PageLoad = async (event) => {
  const asked = Number(event.url.searchParams.get('year'));
  const year = Number.isInteger(asked) && asked >= 2000 && asked <= 2100 ? asked : new Date().getFullYear();
  return { year, page: await query(event, HoursPage, { year }, { live: true }) };
};
