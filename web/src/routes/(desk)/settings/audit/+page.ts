import { loadTrail } from '#lib/audit/load-trail.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async (event) => loadTrail(event, (await event.parent()).viewer.timeZone);
