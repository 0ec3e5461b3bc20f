import { stepAsked } from '#lib/visit/visit.steps.ts';
import { loadFirstScreen } from '#lib/visit/visit-steps.load.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async (event) => {
  const { visit, viewer } = await event.parent();
  const asked = event.url.searchParams.get('step');
  return { asked, screen: await loadFirstScreen(event, stepAsked(visit.dispatchOrder, asked), viewer.timeZone) };
};
