import { filtersOf } from '#lib/dispatch/board.columns.ts';
import { part } from '#lib/part/part.ts';
import { isDay } from '#lib/visit/zone-time.ts';
import type { PageLoad } from './$types';

// Panel and timeline come when they are asked for, with their questions: the board alone is what loads first.
export const load: PageLoad = async (event) => {
  const { viewer, today } = await event.parent();
  const search = event.url.searchParams;
  const [asked, order] = [search.get('day'), search.get('order')];
  const day = isDay(asked) ? asked : today;
  const [panel, timeline] = await Promise.all([
    order
      ? part(() => import('#lib/dispatch/order-panel.load.ts')).then(({ loadOrderPanel }) =>
          loadOrderPanel(event, order),
        )
      : undefined,
    search.get('view') === 'timeline'
      ? part(() => import('#lib/dispatch/timeline.load.ts')).then(({ loadTimeline }) =>
          loadTimeline(event, day, viewer.timeZone),
        )
      : undefined,
  ]);
  return { filters: filtersOf(search), panel, timeline };
};
