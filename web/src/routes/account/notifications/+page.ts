import { query } from '#lib/graph/query.ts';
import { NotificationPreferences } from '#lib/inbox/inbox.graphql';
import type { PageLoad } from './$types';

export const load: PageLoad = async (event) => ({
  page: await query(event, NotificationPreferences, {}, { live: true }),
});
