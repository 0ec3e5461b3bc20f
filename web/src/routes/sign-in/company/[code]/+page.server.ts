import { redirect } from '@sveltejs/kit';
import { metaOf } from '#lib/account/arrival.server.ts';
import type { PageServerLoad } from './$types';

/** A company's own way in. A code that is nobody's leads to where one is asked for. */
export const load: PageServerLoad = async (event) => {
  const problem = event.url.searchParams.get('problem') ?? '';
  const answer = await event.locals.landfall.signOn.company(event.params.code, problem, metaOf(event));
  if (!answer.company) redirect(303, '/sign-in/company?problem=signOn.noCompany');
  return { company: answer.company, problem: answer.problem };
};
