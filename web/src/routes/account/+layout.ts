import { query } from '#lib/graph/query.ts';
import { loadInbox } from '#lib/inbox/load-inbox.ts';
import { ViewerOfPage } from '#lib/session/viewer.graphql';
import type { LayoutLoad } from './$types';

/** One's own account stands on every surface, in the shell of the one one is in. */
export const load: LayoutLoad = async (event) => {
  const [{ viewer }, inbox] = await Promise.all([query(event, ViewerOfPage, {}, { live: true }), loadInbox(event)]);
  return { viewer, inbox };
};
