import { cache } from '#lib/graph/cache.ts';
import { mutate } from '#lib/graph/mutate.ts';
import { MarkInboxAllRead, MarkInboxRead } from './inbox.graphql';

/** Shows items as read, or unread, at once: the server's word follows. */
const show = (ids: readonly string[], readAt: string | null) => {
  for (const id of ids) {
    const place = cache().identify({ __typename: 'InboxItem', id });
    if (place) cache().modify({ id: place, fields: { readAt: () => readAt } });
  }
};

/** Marks items; what could not be marked is shown as it was. @throws Problem */
export const markRead = async (ids: readonly string[], read: boolean): Promise<void> => {
  if (ids.length === 0) return;
  const now = new Date().toISOString();
  show(ids, read ? now : null);
  try {
    await mutate(MarkInboxRead, { ids: [...ids], read });
  } catch (problem) {
    show(ids, read ? null : now);
    throw problem;
  }
};

/** Marks everything told until then. @throws Problem */
export const markAllRead = async (before: string, shown: readonly string[]): Promise<void> => {
  await mutate(MarkInboxAllRead, { before });
  show(shown, new Date().toISOString());
};
