import type { InboxNews } from './inbox.graphql';

/** An item as it is shown: at the desk with who did it, and for which customer. */
export type ShownItem = InboxNews & {
  actor?: { name: string } | null;
  customer?: { name: string } | null;
};
