import { query } from '#lib/graph/query.ts';
import { HoursPage } from '#lib/settings/hours.graphql';
import type { PageLoad } from './$types';

export const load: PageLoad = async (event) => {
  const asked = Number(event.url.searchParams.get('year'));
  const isYear = Number.isInteger(asked) && asked >= 2000 && asked <= 2100;
  // Own days: what is to come, or a year's.
  const variables = { year: isYear ? asked : new Date().getFullYear(), daysOf: isYear ? asked : null };
  return { variables, page: await query(event, HoursPage, variables, { live: true }) };
};
