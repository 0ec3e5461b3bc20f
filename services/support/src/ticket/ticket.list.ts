import type { ProductLine } from '@landfall/kit/product-line/product-line';
import { type Connection, type Order, page } from '@landfall/kit/rows/page';
import type { Selection } from '@landfall/kit/rows/selection';
import { sql } from '@landfall/kit/rows/sql';
import type { Context } from '@landfall/kit/service/context';
import type { Ticket } from './ticket.entity.ts';
import { ticketMatch } from './ticket.search.ts';
import { ticketShape } from './ticket.shape.ts';
import { TicketOrder, type TicketState } from './ticket.state.ts';

/** What a list of tickets is narrowed by. */
export interface TicketFilter {
  readonly states?: readonly TicketState[] | null | undefined;
  readonly mine?: boolean | null | undefined;
  readonly search?: string | null | undefined;
  readonly line?: ProductLine | null | undefined;
  readonly order?: TicketOrder | null | undefined;
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
}

const ORDERS: Readonly<Record<TicketOrder, Order>> = {
  UPDATED_DESC: { column: 'updated_at', type: 'timestamptz', descending: true },
  RAISED_DESC: { column: 'raised_at', type: 'timestamptz', descending: true },
};

/** A page of tickets in one statement; as it comes, straight from the list's index. */
export function ticketPage(context: Context, selection: Selection, filter: TicketFilter): Promise<Connection<Ticket>> {
  const { viewer } = context;
  const me = viewer.membershipId;
  return page(context.source, ticketShape, selection, filter, ORDERS[filter.order ?? TicketOrder.UPDATED_DESC], [
    filter.states ? sql`t.state = any(${filter.states})` : null,
    filter.mine ? (viewer.surface === 'portal' ? sql`t.raised_by_id = ${me}` : sql`t.taken_by_id = ${me}`) : null,
    filter.line ? sql`t.product_line = ${filter.line}` : null,
    filter.search ? ticketMatch(filter.search) : null,
  ]);
}
