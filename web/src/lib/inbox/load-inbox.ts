import { type LoadContext, query } from '#lib/graph/query.ts';
import { InboxCount, type InboxCountResult } from './inbox-count.graphql';

/** How many are unread, for the bell. Where notifications are away the page has no bell, and nothing else is missing. */
export const loadInbox = (event: LoadContext): Promise<InboxCountResult | null> =>
  query(event, InboxCount, {}, { live: true }).catch(() => null);
