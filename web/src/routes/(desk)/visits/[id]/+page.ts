import { stepAsked } from '#lib/visit/visit.steps.ts';
import { loadScreen } from '#lib/visit/visit-steps.load.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async (event) => {
  const { visit } = await event.parent();
  const asked = event.url.searchParams.get('step');
  return { asked, screen: await loadScreen(stepAsked(visit.dispatchOrder, asked)) };
};
