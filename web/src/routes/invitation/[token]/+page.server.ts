import { fail, redirect } from '@sveltejs/kit';
import { arrive, metaOf, statusOf } from '#lib/account/arrival.server.ts';
import { isLocale, localeCookie } from '#lib/locale/locales.ts';
import { m } from '#lib/paraglide/messages.js';
import { passCookies } from '#lib/session/set-cookies.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** What the link is about. A browser that has chosen no language yet gets the one the person was written to in. */
export const load: PageServerLoad = async (event) => {
  const invitation = await event.locals.landfall.invitation.look(event.params.token);
  const { locale, state, signedInAs } = invitation;
  const isTheirs = state === 'PENDING' && !signedInAs;
  if (isTheirs && isLocale(locale) && locale !== event.locals.locale && !event.cookies.get(localeCookie)) {
    event.cookies.set(localeCookie, locale, { path: '/', maxAge: 31_536_000, sameSite: 'lax', httpOnly: false });
    redirect(303, event.url.pathname);
  }
  return { invitation };
};

export const actions: Actions = {
  accept: async (event) => {
    const form = await event.request.formData();
    const password = String(form.get('password') ?? '');
    if (form.get('needs') === 'password' && !password)
      return fail(400, { problem: m.app_sign_in_password_missing(), field: 'password', done: '', company: '' });
    const answer = await event.locals.landfall.invitation
      .accept(event.params.token, password, metaOf(event))
      .catch(() => undefined);
    if (!answer) return fail(503, { problem: m.app_unavailable(), field: '', done: '', company: '' });
    if (!answer.ok)
      return fail(statusOf(answer.code), {
        problem: answer.message || m.app_unavailable(),
        field: answer.fields?.includes('password') ? 'password' : '',
        done: '',
        company: '',
      });
    if (answer.step === 'ELSEWHERE')
      return { problem: '', field: '', done: 'elsewhere', company: answer.companyCode ?? '' };
    arrive(event, { ...answer, memberships: [], locale: null } as never);
    // In, or the code of the second factor is asked for next.
    redirect(303, answer.signedIn ? '/' : '/sign-in');
  },
  ask: async (event) => {
    const answer = await event.locals.landfall.invitation
      .askAgain(event.params.token, metaOf(event))
      .catch(() => undefined);
    if (!answer) return fail(503, { problem: m.app_unavailable(), field: '', done: '', company: '' });
    if (!answer.ok) return fail(statusOf(answer.code), { problem: answer.message, field: '', done: '', company: '' });
    return { problem: '', field: '', done: 'asked', company: '' };
  },
  leave: async (event) => {
    const { setCookie } = await event.locals.landfall.signOut();
    passCookies(event.cookies, setCookie);
    redirect(303, event.url.pathname);
  },
};
