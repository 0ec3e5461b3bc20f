import { redirect } from '@sveltejs/kit';
import { query } from '#lib/graph/query.ts';
import { TodayPage } from '#lib/promise/my-promises.graphql';
import type { PageLoad } from './$types';

export const load: PageLoad = async (event) => {
  // A new partner's administrator is led to the set-up until it is finished, or left for later on purpose.
  const { setUp } = await event.parent();
  if (setUp && !event.url.searchParams.has('set-up')) redirect(303, '/welcome');
  return { today: await query(event, TodayPage, {}, { live: true }) };
};
