import { connectionOf } from '@landfall/kit/connection/connection';
import { type Connection, type Order, page } from '@landfall/kit/rows/page';
import { selectionOf } from '@landfall/kit/rows/selection';
import { type Sql, sql } from '@landfall/kit/rows/sql';
import type { Context } from '@landfall/kit/service/context';
import { ByViewer, OpenTo } from '@landfall/kit/service/root-field';
import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Int, Query, Resolver, Root, Subscription } from 'type-graphql';
import { InboxKind } from './inbox.kind.ts';
import { InboxSummary, readSummary } from './inbox.summary.ts';
import { InboxItem } from './inbox-item.entity.ts';
import { inboxItemShape } from './inbox-item.shape.ts';

const InboxConnection = connectionOf('InboxItem', () => InboxItem);
const NEWEST: Order = { column: 'at', type: 'timestamptz', descending: true };
const EVERYONE = { desk: 'everyone', portal: 'everyone', hq: 'everyone' } as const;

/** Reads an inbox. Auth: everybody, their own membership's and nobody else's. */
@Resolver(() => InboxItem)
export class InboxResolver {
  @Query(() => InboxConnection, { description: '我的通知,最新的在前。' })
  @OpenTo(EVERYONE)
  inbox(
    @Ctx() { source, viewer }: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('unreadOnly', () => Boolean, { nullable: true }) unreadOnly?: boolean | null,
    @Arg('kinds', () => [InboxKind], { nullable: true, description: 'Of these kinds only.' }) kinds?:
      | InboxKind[]
      | null,
    @Arg('search', () => String, {
      nullable: true,
      description: 'In the number; at the desk in the customer’s name too.',
    })
    search?: string | null,
    @Arg('first', () => Int, { nullable: true }) first?: number | null,
    @Arg('after', () => String, { nullable: true }) after?: string | null,
  ): Promise<Connection<InboxItem>> {
    return page(source, inboxItemShape, selectionOf(info), { first, after }, NEWEST, [
      sql`n.tenant_id = ${viewer.tenant}::uuid`,
      sql`n.membership_id = ${viewer.membershipId}::uuid`,
      unreadOnly && sql`n.read_at is null`,
      kinds && sql`n.kind = any(${kinds}::text[])`,
      search?.trim() ? found(search.trim(), viewer.surface) : null,
    ]);
  }

  @Query(() => InboxSummary, { description: '我有多少未讀通知。' })
  @OpenTo(EVERYONE)
  inboxSummary(@Ctx() { source, viewer }: Context): Promise<InboxSummary> {
    return readSummary(source, viewer);
  }

  @Subscription(() => InboxSummary, {
    description: 'My own inbox after something was told or read, here or at another of my screens.',
    subscribe: ({ context }: { context: Context }) => summariesOf(context),
  })
  @OpenTo(EVERYONE)
  @ByViewer()
  inboxChanged(@Root() summary: InboxSummary): InboxSummary {
    return summary;
  }
}

/** Whether an item's number, or its customer's name, has the text; within one's own items, so no index is needed. */
function found(text: string, surface: string): Sql {
  const pattern = `%${text.slice(0, 100).replace(/[\\%_]/g, '\\$&')}%`;
  if (surface !== 'desk') return sql`n.number ilike ${pattern}`;
  return sql`(n.number ilike ${pattern} or n.about_customer_id in (select c.id from customers.customer_card c where c.tenant_id = n.tenant_id and c.name ilike ${pattern}))`;
}

/** Only the viewer's own events wake it; each delivery is read anew. */
async function* summariesOf({ host, viewer, source, signal }: Context): AsyncGenerator<InboxSummary, void, void> {
  for await (const _ of host.bus.changes(viewer.tenant, 'inbox', signal, viewer.membershipId))
    yield await readSummary(source, viewer);
}
