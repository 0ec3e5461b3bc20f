import { redirect } from '@sveltejs/kit';
import { query } from '#lib/graph/query.ts';
import { homeOf } from '#lib/session/home.ts';
import { ViewerOfPage } from '#lib/session/viewer.graphql';
import type { PageLoad } from './$types';

/** The bare address leads to one's own home. */
export const load: PageLoad = async (event) => {
  const { viewer } = await query(event, ViewerOfPage, {});
  redirect(303, homeOf(viewer));
};
