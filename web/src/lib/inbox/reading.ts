import { cache } from '#lib/graph/cache.ts';
import { mutate } from '#lib/graph/mutate.ts';
import { MarkInboxAllRead, MarkInboxRead } from './inbox.graphql';

/** Shows items as read, or unread, at once: the server's word follows. */
const show = async (ids: readonly string[], readAt: string | null): Promise<void> => {
  const known = await cache();
  for (const id of ids) {
    const place = known.identify({ __typename: 'InboxItem', id });
    if (place) known.modify({ id: place, fields: { readAt: () => readAt } });
  }
};

/** Marks items; what could not be marked is shown as it was. @throws Problem */
export const markRead = async (ids: readonly string[], read: boolean): Promise<void> => {
  if (ids.length === 0) return;
  const now = new Date().toISOString();
  void show(ids, read ? now : null);
  try {
    await mutate(MarkInboxRead, { ids: [...ids], read });
  } catch (problem) {
    void show(ids, read ? null : now);
    throw problem;
  }
};

/** Marks everything told until then. @throws Problem */
export const markAllRead = async (before: string, shown: readonly string[]): Promise<void> => {
  await mutate(MarkInboxAllRead, { before });
  void show(shown, new Date().toISOString());
};
