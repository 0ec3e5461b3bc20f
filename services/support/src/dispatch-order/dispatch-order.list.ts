import { type Connection, type Order, page } from '@landfall/kit/rows/page';
import type { Selection } from '@landfall/kit/rows/selection';
import { sql } from '@landfall/kit/rows/sql';
import type { Context } from '@landfall/kit/service/context';
import { hasRole } from '@landfall/kit/viewer/viewer';
import { CONSULTANT } from '../role/roles.ts';
import type { DispatchOrder } from './dispatch-order.entity.ts';
import { dispatchOrderShape } from './dispatch-order.shape.ts';
import type { DispatchOrderState } from './dispatch-order.state.ts';

/** What a list of visits is narrowed by; `from` and `until` bound the appointment. */
export interface DispatchOrderFilter {
  readonly states?: readonly DispatchOrderState[] | null | undefined;
  readonly mine?: boolean | null | undefined;
  readonly consultantId?: string | null | undefined;
  readonly from?: Temporal.Instant | null | undefined;
  readonly until?: Temporal.Instant | null | undefined;
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
}

const NEWEST: Order = { column: 'received_at', type: 'timestamptz', descending: true };
const BY_APPOINTMENT: Order = { column: 'appointment_at', type: 'timestamptz', descending: false };

/** A page of visits in one statement: newest first, or by appointment where a time is asked for. */
export function dispatchOrderPage(
  context: Context,
  selection: Selection,
  filter: DispatchOrderFilter,
): Promise<Connection<DispatchOrder>> {
  const { viewer } = context;
  const { from, until } = filter;
  const isMine = hasRole(viewer, CONSULTANT)
    ? sql`o.consultant_id = ${viewer.membershipId}`
    : sql`o.supervisor_id = ${viewer.membershipId}`;
  return page(context.source, dispatchOrderShape, selection, filter, from || until ? BY_APPOINTMENT : NEWEST, [
    filter.states ? sql`o.state = any(${filter.states})` : null,
    // A customer's people have no visits of their own to make: theirs are their company's.
    filter.mine && viewer.surface === 'desk' ? isMine : null,
    filter.consultantId ? sql`o.consultant_id = ${filter.consultantId}` : null,
    from ? sql`o.appointment_at >= ${from.toString()}` : null,
    until ? sql`o.appointment_at < ${until.toString()}` : null,
  ]);
}
