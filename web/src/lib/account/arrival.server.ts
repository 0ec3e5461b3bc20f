import { type RequestEvent, redirect } from '@sveltejs/kit';
import { isLocale, localeCookie } from '#lib/locale/locales.ts';
import type { SignInAnswer, SignInMeta } from '#lib/session/landfall.ts';
import { passCookies } from '#lib/session/set-cookies.server.ts';

/** What the door is told of a request. */
export const metaOf = (event: RequestEvent): SignInMeta => ({
  ip: event.getClientAddress(),
  userAgent: event.request.headers.get('user-agent') ?? '',
  locale: event.locals.locale,
});

/** Only an address of this site, never `//elsewhere` or another scheme. */
export const placeAfter = (event: RequestEvent): string => {
  const next = event.url.searchParams.get('next') ?? '/';
  return /^\/(?![/\\])/.test(next) && !next.startsWith('/sign-in') ? next : '/';
};

/**
 * Keeps the cookies of a step, and the account's language where this browser has chosen none. Somebody who is in is led
 * to where they wanted to go; who is half way in, to the next step.
 */
export const arrive = (event: RequestEvent, answer: SignInAnswer): void => {
  if (answer.setCookie) passCookies(event.cookies, answer.setCookie);
  if (!answer.ok) return;
  if (isLocale(answer.locale) && !event.cookies.get(localeCookie))
    event.cookies.set(localeCookie, answer.locale, { path: '/', maxAge: 31_536_000, sameSite: 'lax', httpOnly: false });
  if (answer.signedIn) redirect(303, placeAfter(event));
};

/** The status of a refusal, as an answer to a form has it. */
export const statusOf = (code: string): number => (code === 'LIMITED' ? 429 : code === 'UNAVAILABLE' ? 503 : 400);
