import type { GraphDocument } from '#lib/graph/document.ts';
import { type LoadContext, query } from '#lib/graph/query.ts';
import type { InboxKind } from '#lib/graph/schema.generated.ts';
import { DeskInbox, Inbox } from './inbox.graphql';
import type { ShownItem } from './inbox.item.ts';
import { aboutKinds } from './inbox.words.ts';

interface InboxVariables {
  unreadOnly?: boolean | null;
  kinds?: InboxKind[] | null;
  search?: string | null;
  first?: number | null;
  after?: string | null;
}
interface InboxAnswer {
  inbox: { nodes: ShownItem[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } };
}
type About = keyof typeof aboutKinds | 'any';

/** What the page of an inbox shows, from its address. */
export interface InboxPageData {
  document: GraphDocument<InboxAnswer, InboxVariables>;
  variables: InboxVariables;
  list: InboxAnswer;
  filters: { show: 'all' | 'unread'; about: About };
}

/** The inbox as its address asks for it; a value nobody knows is the usual one. */
export const loadInboxPage = async (event: LoadContext, surface: 'desk' | 'portal' | 'hq'): Promise<InboxPageData> => {
  const { searchParams } = event.url;
  const show = searchParams.get('show') === 'unread' ? 'unread' : 'all';
  const wanted = searchParams.get('about') ?? 'any';
  const about: About = wanted in aboutKinds ? (wanted as About) : 'any';
  const document = (surface === 'desk' ? DeskInbox : Inbox) as InboxPageData['document'];
  const variables: InboxVariables = {
    first: 50,
    unreadOnly: show === 'unread',
    kinds: about === 'any' ? null : aboutKinds[about],
    search: searchParams.get('q') || null,
  };
  const list = await query(event, document, variables, { live: true });
  return { document, variables, list, filters: { show, about } };
};
