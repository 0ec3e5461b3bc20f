import { invalid } from '@landfall/kit/problem/problem';
import { readMany } from '@landfall/kit/rows/read';
import { type Selection, selectionOf } from '@landfall/kit/rows/selection';
import type { Shape } from '@landfall/kit/rows/shape';
import { all, type Sql, sql, text } from '@landfall/kit/rows/sql';
import type { Context } from '@landfall/kit/service/context';
import DataLoader from 'dataloader';
import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, Info, Int, Resolver, Root } from 'type-graphql';
import { DispatchOrder } from '../dispatch-order/dispatch-order.entity.ts';
import { dispatchOrderShape } from '../dispatch-order/dispatch-order.shape.ts';
import { Ticket } from '../ticket/ticket.entity.ts';
import { ticketShape } from '../ticket/ticket.shape.ts';
import { TicketState } from '../ticket/ticket.state.ts';
import { CustomerRef } from './customer.ref.ts';

const FEW = 20;
const MOST = 100;

/** What hangs on a customer here. Auth: whoever sees the customer sees its tickets and visits; row policies decide. */
@Resolver(() => CustomerRef)
export class CustomerResolver {
  @FieldResolver(() => [Ticket], { description: 'Latest first; 20 unless said, 100 at most.' })
  tickets(
    @Root() { id }: CustomerRef,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('states', () => [TicketState], { nullable: true }) states?: TicketState[] | null,
    @Arg('first', () => Int, { nullable: true }) first?: number | null,
  ): Promise<Ticket[]> {
    const selection = selectionOf(info);
    const key = `customer.tickets ${JSON.stringify([states, first, selection])}`;
    const where = states ? sql`t.state = any(${states})` : null;
    return context
      .loader(key, () => latestOf<Ticket>(context, ticketShape, 'updated_at', selection, where, first))
      .load(id);
  }

  @FieldResolver(() => [DispatchOrder], { description: 'Latest first; 20 unless said, 100 at most.' })
  visits(
    @Root() { id }: CustomerRef,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('first', () => Int, { nullable: true }) first?: number | null,
  ): Promise<DispatchOrder[]> {
    const selection = selectionOf(info);
    const key = `customer.visits ${JSON.stringify([first, selection])}`;
    return context
      .loader(key, () => latestOf<DispatchOrder>(context, dispatchOrderShape, 'received_at', selection, null, first))
      .load(id);
  }
}

/** The latest rows of each of several customers, in one statement for all of them. */
function latestOf<T>(
  context: Context,
  shape: Shape,
  column: string,
  selection: Selection,
  where: Sql | null,
  first: number | null | undefined,
): DataLoader<string, T[]> {
  const limit = first ?? FEW;
  if (limit < 1 || limit > MOST) throw invalid('pageSize', ['first'], { max: MOST });
  const a = shape.alias;
  return new DataLoader(async (ids) => {
    const latest = sql`${text(`${a}.id in (select x.id from unnest(`)}${[...ids]}${text(
      `::uuid[]) c(id) cross join lateral (select ${a}.id from ${shape.table} ${a} where ${a}.customer_id = c.id and `,
    )}${all([where])}${text(` order by ${a}.${column} desc, ${a}.id desc limit ${limit}) x)`)}`;
    const rows = await readMany<T & { customerId: string }>(
      context.source,
      shape,
      { ...selection, customerId: {} },
      latest,
      text(` order by ${a}.${column} desc, ${a}.id desc`),
    );
    return ids.map((id) => rows.filter((row) => row.customerId === id));
  });
}
