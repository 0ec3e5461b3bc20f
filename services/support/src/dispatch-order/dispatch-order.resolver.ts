import { connectionOf } from '@landfall/kit/connection/connection';
import type { Connection } from '@landfall/kit/rows/page';
import { readByIds, readOne } from '@landfall/kit/rows/read';
import { selectionOf } from '@landfall/kit/rows/selection';
import { DateTimeScalar } from '@landfall/kit/scalar/date-time.scalar';
import type { Context } from '@landfall/kit/service/context';
import { ByViewer, DeskOnly, OpenTo } from '@landfall/kit/service/root-field';
import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, ID, Info, Int, Query, Resolver, Root, Subscription } from 'type-graphql';
import { Candidate } from '../candidate/candidate.type.ts';
import { type OrderToFill, readCandidates } from '../candidate/read-candidates.ts';
import { changesOf } from '../changes/changes.ts';
import { DispatchOrder } from './dispatch-order.entity.ts';
import { dispatchOrderPage } from './dispatch-order.list.ts';
import { dispatchOrderShape } from './dispatch-order.shape.ts';
import { DispatchOrderState } from './dispatch-order.state.ts';
import { type ActionFacts, dispatchOrderActions, maySeeCandidates } from './dispatch-order-actions.ts';

const DispatchOrderConnection = connectionOf('DispatchOrder', () => DispatchOrder);

interface Subscribing {
  readonly args: { readonly id?: string | null };
  readonly context: Context;
  readonly info: GraphQLResolveInfo;
}

/** Reads visits. Auth: everyone at the desk; a customer's people see their own company's. Candidates: supervisors. */
@Resolver(() => DispatchOrder)
export class DispatchOrderResolver {
  @Query(() => DispatchOrder)
  @OpenTo({ desk: 'everyone', portal: 'everyone' })
  dispatchOrder(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('id', () => ID) id: string,
  ): Promise<DispatchOrder> {
    return readOne(context.source, dispatchOrderShape, selectionOf(info), id);
  }

  @Query(() => DispatchOrderConnection, {
    description:
      '派出單清單;newest first, or by appointment where `from` or `until` is given. `mine`: my visits; for those who send people out, what I sent.',
  })
  @OpenTo({ desk: 'everyone', portal: 'everyone' })
  dispatchOrders(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('states', () => [DispatchOrderState], { nullable: true }) states?: DispatchOrderState[] | null,
    @Arg('mine', () => Boolean, { nullable: true }) mine?: boolean | null,
    @Arg('consultantId', () => ID, { nullable: true }) consultantId?: string | null,
    @Arg('from', () => DateTimeScalar, { nullable: true }) from?: Temporal.Instant | null,
    @Arg('until', () => DateTimeScalar, { nullable: true }) until?: Temporal.Instant | null,
    @Arg('first', () => Int, { nullable: true }) first?: number | null,
    @Arg('after', () => String, { nullable: true }) after?: string | null,
  ): Promise<Connection<DispatchOrder>> {
    return dispatchOrderPage(context, selectionOf(info), { states, mine, consultantId, from, until, first, after });
  }

  @Subscription(() => DispatchOrder, {
    nullable: true,
    description: 'A visit as it is after a change; without an id, every one the viewer may see.',
    subscribe: ({ args, context, info }: Subscribing) => {
      const selection = selectionOf(info);
      return changesOf(
        context,
        'dispatchOrder',
        args.id,
        async (id) => (await readByIds<DispatchOrder>(context.source, dispatchOrderShape, selection, [id]))[0],
      );
    },
  })
  @OpenTo({ desk: 'everyone', portal: 'everyone' })
  dispatchOrderChanged(
    @Root() order: DispatchOrder,
    @Arg('id', () => ID, { nullable: true }) _id?: string | null,
  ): DispatchOrder {
    return order;
  }

  @FieldResolver(() => [String], { description: 'What the viewer may do to it now, likeliest first.' })
  @ByViewer()
  actions(@Root() order: ActionFacts, @Ctx() { viewer }: Context): string[] {
    return dispatchOrderActions(viewer, order);
  }

  @FieldResolver(() => [Candidate], {
    description: 'Who could go, the best first; empty for those who do not send people out.',
  })
  @DeskOnly()
  candidates(@Root() order: OrderToFill, @Ctx() { viewer, source }: Context): Promise<Candidate[]> | Candidate[] {
    return maySeeCandidates(viewer) ? readCandidates(source, order, viewer.timeZone) : [];
  }
}
