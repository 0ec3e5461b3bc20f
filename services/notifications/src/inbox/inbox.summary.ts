import type { Source } from '@landfall/kit/rows/read';
import type { Viewer } from '@landfall/kit/viewer/viewer';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';

/** More than so many unread are told as so many and more. */
export const MOST_COUNTED = 100;

/** How full an inbox is: one for each membership. */
@ObjectType('InboxSummary', { simpleResolvers: true, description: '未讀通知的數目。' })
@Directive('@key(fields: "id", resolvable: false)')
export class InboxSummary {
  @Field(() => ID, { description: 'The membership whose inbox it is.' })
  id!: string;

  @Field(() => Int, { description: `Unread items, ${MOST_COUNTED} at most: then there may be more.` })
  unreadCount!: number;
}

/** The viewer's own. */
export async function readSummary({ reader, scope }: Source, { membershipId }: Viewer): Promise<InboxSummary> {
  const [row] = await reader.query<{ count: number }>(scope, {
    name: 'inbox-unread',
    isSmall: true,
    text: `select count(*)::int as count from (select from notifications.inbox_item
      where tenant_id = $1 and membership_id = $2 and read_at is null limit ${MOST_COUNTED}) unread`,
    values: [scope.tenant, membershipId],
  });
  return { id: membershipId, unreadCount: row?.count ?? 0 };
}
