import { loadViewer } from '#lib/session/load-viewer.ts';
import { loadFace } from '#lib/set-up/load-face.ts';
import type { LayoutLoad } from './$types';

export const load: LayoutLoad = async (event) => {
  const viewer = await loadViewer(event, 'portal');
  return { ...viewer, ...(await loadFace(event)) };
};
