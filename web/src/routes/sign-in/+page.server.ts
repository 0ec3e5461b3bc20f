import { fail, redirect } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import type { SignInAnswer } from '#lib/session/landfall.ts';
import { passCookies } from '#lib/session/set-cookies.server.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = ({ locals }) => ({ demo: locals.landfall.demoAccounts ?? [] });

/** Only an address of this site, never `//elsewhere` or another scheme. */
const placeAfter = (event: RequestEvent): string => {
  const next = event.url.searchParams.get('next') ?? '/';
  return /^\/(?![/\\])/.test(next) && !next.startsWith('/sign-in') ? next : '/';
};

const meta = (event: RequestEvent) => ({
  ip: event.getClientAddress(),
  userAgent: event.request.headers.get('user-agent') ?? '',
  locale: event.locals.locale,
});

const proceed = (event: RequestEvent, answer: SignInAnswer, email: string) => {
  if (answer.setCookie) passCookies(event.cookies, answer.setCookie);
  if (!answer.ok) {
    const status = answer.code === 'LIMITED' ? 429 : answer.code === 'UNAVAILABLE' ? 503 : 400;
    return fail(status, { email, problem: answer.message || m.app_unavailable(), field: '', memberships: [] });
  }
  if (!answer.signedIn) return { email, problem: '', field: '', memberships: answer.memberships };
  redirect(303, placeAfter(event));
};

const away = (email: string) => fail(503, { email, problem: m.app_unavailable(), field: '', memberships: [] });

export const actions: Actions = {
  enter: async (event) => {
    const form = await event.request.formData();
    const email = String(form.get('email') ?? '').trim();
    const password = String(form.get('password') ?? '');
    if (!email.includes('@'))
      return fail(400, { email, problem: m.app_sign_in_email_missing(), field: 'email', memberships: [] });
    if (!password)
      return fail(400, { email, problem: m.app_sign_in_password_missing(), field: 'password', memberships: [] });
    const answer = await event.locals.landfall.signIn(email, password, meta(event)).catch(() => undefined);
    return answer ? proceed(event, answer, email) : away(email);
  },
  membership: async (event) => {
    const form = await event.request.formData();
    const answer = await event.locals.landfall
      .chooseMembership(String(form.get('membership') ?? ''), meta(event))
      .catch(() => undefined);
    return answer ? proceed(event, answer, '') : away('');
  },
};
