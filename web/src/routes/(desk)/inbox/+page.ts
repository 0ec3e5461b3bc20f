import { loadInboxPage } from '#lib/inbox/load-inbox-page.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async (event) => ({ page: await loadInboxPage(event, 'desk') });
