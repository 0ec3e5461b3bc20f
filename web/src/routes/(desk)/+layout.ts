import { query } from '#lib/graph/query.ts';
import { loadViewer } from '#lib/session/load-viewer.ts';
import { loadFace } from '#lib/set-up/load-face.ts';
import { SetUpStanding } from '#lib/set-up/set-up.graphql';
import { loadPresence } from '#lib/support/load-presence.ts';
import type { LayoutLoad } from './$types';

export const load: LayoutLoad = async (event) => {
  // At once, so that what is small is asked as one.
  const [viewer, face, presence] = await Promise.all([loadViewer(event, 'desk'), loadFace(event), loadPresence(event)]);
  const isAdmin = viewer.viewer.roles.includes('partner_admin');
  const setUp = isAdmin ? (await query(event, SetUpStanding, {}, { live: true })).setUp : null;
  return { ...viewer, ...face, ...presence, setUp: setUp && !setUp.finishedAt ? setUp : null };
};
