import { redirect } from '@sveltejs/kit';
import { type LoadContext, query } from '#lib/graph/query.ts';
import type { InboxCountResult } from '#lib/inbox/inbox-count.graphql';
import { loadInbox } from '#lib/inbox/load-inbox.ts';
import { homeOf } from './home.ts';
import { ViewerOfPage, type ViewerOfPageResult } from './viewer.graphql';

export type Viewer = ViewerOfPageResult['viewer'];

/** Who reads this surface's page, and how full their inbox is. Not signed in leads to /sign-in and back; another surface to one's own home. */
export const loadViewer = async (
  event: LoadContext,
  surface: Viewer['surface'],
): Promise<{ viewer: Viewer; inbox: InboxCountResult | null }> => {
  const [{ viewer }, inbox] = await Promise.all([query(event, ViewerOfPage, {}, { live: true }), loadInbox(event)]);
  if (viewer.surface !== surface) redirect(303, homeOf(viewer));
  return { viewer, inbox };
};
