import type { IncomingMessage, ServerResponse } from 'node:http';
import { notFound } from '@landfall/kit/problem/problem';
import { CALLBACK, type SignOnDoor, type Way } from '../session/sign-on-door.ts';
import type { RunningHost } from './host.ts';
import { sendJson } from './http.ts';
import { companyPage } from './landfall-doors.ts';

/** Single sign-on's own paths. */
export const SIGN_ON = '/auth/sso/';

/** Only an address of this site, never `//elsewhere`, another scheme, or the door itself. */
export function placeOf(next: string | null): string {
  const place = next ?? '/';
  return /^\/(?![/\\])/.test(place) && !/^\/(auth|sign-in|sign-out)\b/.test(place) && !/[\r\n]/.test(place)
    ? place
    : '/';
}

/**
 * Out to a company's identity provider (`/auth/sso/start/<code>`, `/auth/sso/again`) and back (`/auth/sso/callback`):
 * a browser's navigations, answered with where it goes next. `/auth/sso/company` tells a page whose a code is.
 */
export async function answerSignOn(
  request: IncomingMessage,
  response: ServerResponse,
  host: RunningHost,
  door: SignOnDoor,
  publicUrl: string | undefined,
): Promise<void> {
  if (request.method !== 'GET') throw notFound();
  const origin = publicUrl ? new URL(publicUrl).origin : `http://${request.headers.host ?? 'localhost'}`;
  const url = new URL(request.url ?? '/', origin);
  const next = placeOf(url.searchParams.get('next'));
  if (url.pathname === CALLBACK) return go(response, await door.back(request, url));
  if (url.pathname === `${SIGN_ON}again`) return go(response, await door.outAgain(request, next, origin));
  if (url.pathname === `${SIGN_ON}company`) {
    const [code, problem] = [url.searchParams.get('code') ?? '', url.searchParams.get('problem') ?? ''];
    const locale = request.headers['accept-language'] ?? '';
    return sendJson(response, 200, await companyPage(host, door, code, problem, locale));
  }
  const code = /^\/auth\/sso\/start\/([\w-]{1,40})$/.exec(url.pathname)?.[1];
  if (!code) throw notFound();
  // After a refusal the provider asks anew: else it would send the same person back again and again.
  go(response, await door.out(request, code, next, { origin, again: url.searchParams.has('fresh') }));
}

function go(response: ServerResponse, { location, setCookie }: Way): void {
  response.writeHead(303, {
    location,
    'set-cookie': [...setCookie],
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'content-length': 0,
  });
  response.end();
}
