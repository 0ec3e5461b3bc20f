import { Live } from '#lib/graph/live.svelte.ts';
import { m } from '#lib/paraglide/messages.js';
import { InboxChanged, InboxCount, type InboxCountResult } from './inbox-count.graphql';

/** The server counts no further. */
const mostCounted = 100;

/** How many are unread, kept true; undefined where that isn't known. Make it while a component starts. */
export class Unread {
  readonly #live: Live<InboxCountResult, Record<string, never>> | undefined;

  constructor(data: () => InboxCountResult | null | undefined) {
    const first = data();
    if (!first) return;
    this.#live = new Live(() => ({
      document: InboxCount,
      variables: {},
      data: data() ?? first,
      on: [{ document: InboxChanged }],
    }));
  }

  get count(): number | undefined {
    return this.#live?.data.inboxSummary.unreadCount;
  }
}

/** The count where there is little room. */
export const shownCount = (count: number): string => (count >= mostCounted ? '99+' : String(count));

/** The count in words. */
export const countWords = (count: number): string => {
  if (count === 0) return m.inbox_none_unread();
  return count >= mostCounted ? m.inbox_unread_many({ count: 99 }) : m.inbox_unread({ count });
};
