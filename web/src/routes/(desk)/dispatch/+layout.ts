import { DispatchBoard } from '#lib/dispatch/order-board.graphql';
import { query } from '#lib/graph/query.ts';
import { boundsOf, localDay } from '#lib/visit/zone-time.ts';
import type { LayoutLoad } from './$types';

/** The board is asked for once and then kept true: opening a panel or changing a filter doesn't ask again. */
export const load: LayoutLoad = async (event) => {
  const { viewer } = await event.parent();
  const today = localDay(Date.now(), viewer.timeZone);
  const variables = boundsOf(today, viewer.timeZone);
  return { today, variables, board: await query(event, DispatchBoard, variables, { live: true }) };
};
