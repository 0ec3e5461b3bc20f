import { fail } from '@sveltejs/kit';
import { metaOf, statusOf } from '#lib/account/arrival.server.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Actions, PageServerLoad } from './$types';

/** Looking at the link confirms nothing: mail programs look at links by themselves. */
export const load: PageServerLoad = async (event) => {
  const link = await event.locals.landfall.emailLink(event.params.token, false, metaOf(event));
  return link.ok ? { link, problem: '' } : { link: null, problem: link.message || m.app_unavailable() };
};

export const actions: Actions = {
  default: async (event) => {
    const answer = await event.locals.landfall
      .emailLink(event.params.token, true, metaOf(event))
      .catch(() => undefined);
    if (answer?.ok) return { problem: '' };
    return fail(statusOf(answer?.code ?? 'UNAVAILABLE'), { problem: answer?.message || m.app_unavailable() });
  },
};
