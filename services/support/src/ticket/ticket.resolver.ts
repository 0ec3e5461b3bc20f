import { connectionOf } from '@landfall/kit/connection/connection';
import { ProductLine } from '@landfall/kit/product-line/product-line';
import type { Connection } from '@landfall/kit/rows/page';
import { readByIds, readOne } from '@landfall/kit/rows/read';
import { selectionOf } from '@landfall/kit/rows/selection';
import type { Context } from '@landfall/kit/service/context';
import { ByViewer, OpenTo } from '@landfall/kit/service/root-field';
import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, ID, Info, Int, Query, Resolver, Root, Subscription } from 'type-graphql';
import { changesOf } from '../changes/changes.ts';
import { Ticket } from './ticket.entity.ts';
import { ticketPage } from './ticket.list.ts';
import { ticketShape } from './ticket.shape.ts';
import { TicketOrder, TicketState } from './ticket.state.ts';
import { ticketActions } from './ticket-actions.ts';

interface Subscribing {
  readonly args: { readonly id?: string | null };
  readonly context: Context;
  readonly info: GraphQLResolveInfo;
}

const TicketConnection = connectionOf('Ticket', () => Ticket);

/** Reads tickets. Auth: everyone at the desk; a customer's people see their own company's. */
@Resolver(() => Ticket)
export class TicketResolver {
  @Query(() => Ticket)
  @OpenTo({ desk: 'everyone', portal: 'everyone' })
  ticket(@Ctx() context: Context, @Info() info: GraphQLResolveInfo, @Arg('id', () => ID) id: string): Promise<Ticket> {
    return readOne(context.source, ticketShape, selectionOf(info), id);
  }

  @Query(() => TicketConnection, {
    description: '工單清單;最近有動靜的在前。`mine`: taken by me; in the portal, raised by me.',
  })
  @OpenTo({ desk: 'everyone', portal: 'everyone' })
  tickets(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('states', () => [TicketState], { nullable: true }) states?: TicketState[] | null,
    @Arg('mine', () => Boolean, { nullable: true }) mine?: boolean | null,
    @Arg('search', () => String, { nullable: true }) search?: string | null,
    @Arg('line', () => ProductLine, { nullable: true }) line?: ProductLine | null,
    @Arg('order', () => TicketOrder, { nullable: true }) order?: TicketOrder | null,
    @Arg('first', () => Int, { nullable: true }) first?: number | null,
    @Arg('after', () => String, { nullable: true }) after?: string | null,
  ): Promise<Connection<Ticket>> {
    return ticketPage(context, selectionOf(info), { states, mine, search, line, order, first, after });
  }

  @Subscription(() => Ticket, {
    nullable: true,
    description: 'A ticket as it is after a change; without an id, every one the viewer may see.',
    subscribe: ({ args, context, info }: Subscribing) => {
      const selection = selectionOf(info);
      return changesOf(
        context,
        'ticket',
        args.id,
        async (id) => (await readByIds<Ticket>(context.source, ticketShape, selection, [id]))[0],
      );
    },
  })
  @OpenTo({ desk: 'everyone', portal: 'everyone' })
  ticketChanged(@Root() ticket: Ticket, @Arg('id', () => ID, { nullable: true }) _id?: string | null): Ticket {
    return ticket;
  }

  @FieldResolver(() => [String], { description: 'What the viewer may do to it now, likeliest first.' })
  @ByViewer()
  actions(@Root() ticket: Ticket, @Ctx() { viewer }: Context): string[] {
    return ticketActions(viewer, ticket);
  }
}
