import { loadSupport } from '#lib/support/load-support.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = (event) => loadSupport(event);
