import { fail } from '@sveltejs/kit';
import { metaOf, statusOf } from '#lib/account/arrival.server.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Actions, PageServerLoad } from './$types';

/** Where mail is kept instead of sent, the page says where to read it. */
export const load: PageServerLoad = ({ locals }) => ({ isMailKept: Boolean(locals.landfall.keptMail) });

export const actions: Actions = {
  default: async (event) => {
    const email = String((await event.request.formData()).get('email') ?? '').trim();
    if (!/^[^\s@]+@[^\s@]+$/.test(email))
      return fail(400, { email, sent: false, field: 'email', problem: m.app_sign_in_email_missing() });
    const answer = await event.locals.landfall.askReset(email, metaOf(event)).catch(() => undefined);
    if (answer?.ok) return { email, sent: true, field: '', problem: '' };
    return fail(statusOf(answer?.code ?? 'UNAVAILABLE'), {
      email,
      sent: false,
      field: '',
      problem: answer?.message || m.app_unavailable(),
    });
  },
};
