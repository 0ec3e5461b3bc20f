import { query } from '#lib/graph/query.ts';
import { loadViewer } from '#lib/session/load-viewer.ts';
import { loadFace } from '#lib/set-up/load-face.ts';
import { SetUpStanding } from '#lib/set-up/set-up.graphql';
import { loadPresence } from '#lib/support/load-presence.ts';
import type { LayoutLoad } from './$types';

export const load: LayoutLoad = async (event) => {
  const viewer = await loadViewer(event, 'desk');
  const isAdmin = viewer.viewer.roles.includes('partner_admin');
  const [face, presence, standing] = await Promise.all([
    loadFace(event),
    loadPresence(event),
    isAdmin ? query(event, SetUpStanding, {}, { live: true }) : null,
  ]);
  const setUp = standing?.setUp;
  return { ...viewer, ...face, ...presence, setUp: setUp && !setUp.finishedAt ? setUp : null };
};
