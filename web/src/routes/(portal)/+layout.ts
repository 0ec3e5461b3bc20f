import { loadViewer } from '#lib/session/load-viewer.ts';
import { loadFace } from '#lib/set-up/load-face.ts';
import type { LayoutLoad } from './$types';

export const load: LayoutLoad = async (event) => {
  // At once, so that what is small is asked as one.
  const [viewer, face] = await Promise.all([loadViewer(event, 'portal'), loadFace(event)]);
  return { ...viewer, ...face };
};
