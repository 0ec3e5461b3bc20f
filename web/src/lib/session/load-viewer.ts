import { redirect } from '@sveltejs/kit';
import { type LoadContext, query } from '#lib/graph/query.ts';
import { homeOf } from './home.ts';
import { ViewerOfPage, type ViewerOfPageResult } from './viewer.graphql';

export type Viewer = ViewerOfPageResult['viewer'];

/** Who reads this surface's page. Not signed in leads to /sign-in and back; another surface to one's own home. */
export const loadViewer = async (event: LoadContext, surface: Viewer['surface']): Promise<{ viewer: Viewer }> => {
  const { viewer } = await query(event, ViewerOfPage, {}, { live: true });
  if (viewer.surface !== surface) redirect(303, homeOf(viewer));
  return { viewer };
};
