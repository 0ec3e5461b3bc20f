import { connectionOf } from '@landfall/kit/connection/connection';
import { promiseShape } from '@landfall/kit/ledger/service-promise.shape';
import { PromiseStateName, ServicePromise } from '@landfall/kit/ledger/service-promise.type';
import { type Connection, type Order, page } from '@landfall/kit/rows/page';
import { readMany } from '@landfall/kit/rows/read';
import { type Selection, selectionOf } from '@landfall/kit/rows/selection';
import { sql } from '@landfall/kit/rows/sql';
import type { Context } from '@landfall/kit/service/context';
import { OpenTo } from '@landfall/kit/service/root-field';
import { hasRole, type Viewer } from '@landfall/kit/viewer/viewer';
import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Int, Query, Resolver, Root, Subscription } from 'type-graphql';

const PromiseConnection = connectionOf('Promise', () => ServicePromise);

const BY_DUE_TIME: Order = { column: 'due_at', type: 'timestamptz', descending: false };

/** They see to it that somebody keeps each promise, so what anybody owes is theirs too. */
const OVERSEERS = ['area_supervisor', 'hotline_consultant', 'department_manager', 'partner_admin', 'system'] as const;

/** What is owed, across nouns. Auth: the desk; the stream also the portal, of its own companies. */
@Resolver()
export class PromiseResolver {
  @Query(() => PromiseConnection, { description: '承諾時限,按到期時間排列;預設為進行中的。' })
  @OpenTo({ desk: 'everyone' })
  promises(
    @Ctx() { source, viewer }: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('mine', () => Boolean, {
      nullable: true,
      description: 'What I have to see to: mine, or for supervisors and the hotline everybody’s.',
    })
    mine?: boolean | null,
    @Arg('states', () => [PromiseStateName], { nullable: true }) states?: PromiseStateName[] | null,
    @Arg('first', () => Int, { nullable: true }) first?: number | null,
    @Arg('after', () => String, { nullable: true }) after?: string | null,
  ): Promise<Connection<ServicePromise>> {
    const [state = PromiseStateName.RUNNING, ...more] = states ?? [];
    return page(source, promiseShape, selectionOf(info), { first, after }, BY_DUE_TIME, [
      // One state is an equality, so that the index gives the order too.
      more.length === 0 ? sql`p.state = ${state}` : sql`p.state = any(${states}::text[])`,
      mine && !overseesAll(viewer) && sql`p.owner_id = ${viewer.membershipId}::uuid`,
    ]);
  }

  @Subscription(() => ServicePromise, {
    nullable: true,
    subscribe: ({ context, info }: { context: Context; info: GraphQLResolveInfo }) =>
      changesOf(context, selectionOf(info)),
  })
  @OpenTo({ desk: 'everyone', portal: 'everyone' })
  promiseChanged(@Root() promise: ServicePromise): ServicePromise {
    return promise;
  }
}

function overseesAll(viewer: Viewer): boolean {
  return hasRole(viewer, ...OVERSEERS);
}

/** Each delivery is read anew as the subscriber (security.md 13). */
async function* changesOf(
  { host, viewer, signal, source }: Context,
  selection: Selection,
): AsyncGenerator<ServicePromise, void, void> {
  for await (const { nounId, customerId } of host.bus.changes(viewer.tenant, 'promise', signal)) {
    if (viewer.surface === 'portal' && !viewer.customers.includes(customerId ?? '')) continue;
    const [promise] = await readMany<ServicePromise>(source, promiseShape, selection, sql`p.id = ${nounId}::uuid`);
    if (promise) yield promise;
  }
}
