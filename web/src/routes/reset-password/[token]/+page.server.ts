import { fail, redirect } from '@sveltejs/kit';
import { arrive, metaOf, statusOf } from '#lib/account/arrival.server.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Actions, PageServerLoad } from './$types';

/** Whose link it is, or why it is good for nothing. */
export const load: PageServerLoad = async (event) => {
  const link = await event.locals.landfall.resetLink(event.params.token, metaOf(event));
  return link.ok ? { email: link.email, problem: '' } : { email: '', problem: link.message || m.app_unavailable() };
};

export const actions: Actions = {
  default: async (event) => {
    const password = String((await event.request.formData()).get('password') ?? '');
    if (!password) return fail(400, { problem: m.account_new_password_missing() });
    const answer = await event.locals.landfall
      .resetPassword(event.params.token, password, metaOf(event))
      .catch(() => undefined);
    if (!answer) return fail(503, { problem: m.app_unavailable() });
    arrive(event, answer);
    // The password is set; what is still missing is asked by the sign-in page.
    if (answer.ok) redirect(303, '/sign-in');
    return fail(statusOf(answer.code), { problem: answer.message || m.app_unavailable() });
  },
};
