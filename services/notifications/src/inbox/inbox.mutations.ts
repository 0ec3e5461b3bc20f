import { act } from '@landfall/kit/idempotency/act';
import { invalid, notFound } from '@landfall/kit/problem/problem';
import { DateTimeScalar } from '@landfall/kit/scalar/date-time.scalar';
import type { Context } from '@landfall/kit/service/context';
import { OpenTo } from '@landfall/kit/service/root-field';
import type { UnitOfWork } from '@landfall/kit/tenancy/unit-of-work';
import { Arg, Ctx, ID, Mutation, Resolver } from 'type-graphql';
import { InboxSummary, readSummary } from './inbox.summary.ts';

const EVERYONE = { desk: 'everyone', portal: 'everyone', hq: 'everyone' } as const;
const MOST_MARKED = 200;

/** Marks what was read. Auth: everybody, their own membership's items and nobody else's. */
@Resolver()
export class InboxMutations {
  @Mutation(() => InboxSummary, { description: '標記為已讀,或再標記為未讀。' })
  @OpenTo(EVERYONE)
  async markRead(
    @Ctx() context: Context,
    @Arg('ids', () => [ID]) ids: string[],
    @Arg('read', () => Boolean, { nullable: true, description: 'False: unread again.' }) read?: boolean | null,
    @Arg('idempotencyKey', () => ID, { nullable: true }) key?: string | null,
  ): Promise<InboxSummary> {
    if (ids.length > MOST_MARKED) throw invalid('inbox.tooMany', ['ids'], { max: MOST_MARKED });
    const wanted = [...new Set(ids)].sort();
    await act(context, { field: 'markRead', key, args: { ids: wanted, read } }, async (unit) => {
      const found = await unit.execute<{ id: string }>(
        `select id from notifications.inbox_item where tenant_id = ? and membership_id = ?
         and id in (select value::uuid from jsonb_array_elements_text(?::jsonb)) order by id for update`,
        [unit.tenant, unit.viewer.membershipId, JSON.stringify(wanted)],
      );
      if (found.length < wanted.length) throw notFound();
      await unit.execute(read === false ? UNREAD : READ, [unit.tenant, JSON.stringify(wanted)]);
      return told(unit);
    });
    return readSummary(context.source, context.viewer);
  }

  @Mutation(() => InboxSummary, { description: '全部標記為已讀。' })
  @OpenTo(EVERYONE)
  async markAllRead(
    @Ctx() context: Context,
    @Arg('before', () => DateTimeScalar, {
      nullable: true,
      description: 'Only what was told until then: what arrives while one reads stays unread.',
    })
    before?: Temporal.Instant | null,
    @Arg('idempotencyKey', () => ID, { nullable: true }) key?: string | null,
  ): Promise<InboxSummary> {
    await act(context, { field: 'markAllRead', key, args: { before } }, async (unit) => {
      await unit.execute(
        `update notifications.inbox_item set read_at = now() where tenant_id = ? and membership_id = ? and read_at is null and at <= ?`,
        [unit.tenant, unit.viewer.membershipId, (before ?? unit.now).toString()],
      );
      return told(unit);
    });
    return readSummary(context.source, context.viewer);
  }
}

const THESE = `tenant_id = ? and id in (select value::uuid from jsonb_array_elements_text(?::jsonb))`;
const READ = `update notifications.inbox_item set read_at = now() where ${THESE} and read_at is null`;
/** The same news told again meanwhile is an unread item of its own: this one stays read. */
const UNREAD = `update notifications.inbox_item n set read_at = null where ${THESE} and not exists (select from notifications.inbox_item o
  where o.tenant_id = n.tenant_id and o.membership_id = n.membership_id and o.kind = n.kind and o.noun_id = n.noun_id and o.read_at is null)`;

/** Other screens of the same person follow. */
function told(unit: UnitOfWork): string {
  const { membershipId, customers } = unit.viewer;
  unit.announce({ event: 'inboxRead', noun: 'inbox', id: membershipId, customerId: customers[0] ?? null });
  return membershipId;
}
