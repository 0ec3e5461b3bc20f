import { fail, redirect } from '@sveltejs/kit';
import { metaOf } from '#lib/account/arrival.server.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Actions, PageServerLoad } from './$types';

/** What went wrong on the way back from a provider whose company isn't known any more. */
export const load: PageServerLoad = async (event) => {
  const problem = event.url.searchParams.get('problem') ?? '';
  return event.locals.landfall.signOn.company('', problem, metaOf(event));
};

export const actions: Actions = {
  default: async (event) => {
    const code = String((await event.request.formData()).get('code') ?? '').trim();
    if (!code) return fail(400, { code, problem: m.signon_page_missing() });
    const answer = await event.locals.landfall.signOn.company(code, '', metaOf(event)).catch(() => undefined);
    if (!answer) return fail(503, { code, problem: m.app_unavailable() });
    if (!answer.company) return fail(400, { code, problem: answer.problem });
    const next = event.url.searchParams.get('next');
    redirect(303, `/sign-in/company/${answer.company.code}${next ? `?next=${encodeURIComponent(next)}` : ''}`);
  },
};
