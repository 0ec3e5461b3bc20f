import { loadViewer } from '#lib/session/load-viewer.ts';
import type { LayoutLoad } from './$types';

export const load: LayoutLoad = (event) => loadViewer(event, 'hq');
