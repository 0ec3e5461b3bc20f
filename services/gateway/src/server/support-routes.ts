import type { IncomingMessage, ServerResponse } from 'node:http';
import { leavePartner, visitPartner } from '@landfall/identity/support-visit/visit-partner';
import { notFound, Problem } from '@landfall/kit/problem/problem';
import { localeOf } from '@landfall/kit/problem/problem-catalog';
import type { Doorkeeper } from '../session/doorkeeper.ts';
import { type Answer, answered } from '../session/entry.ts';
import { refuseEntry } from './auth-routes.ts';
import type { RunningHost } from './host.ts';
import { readJson, sendJson } from './http.ts';
import type { Arrival } from './proxies.ts';

/** The paths of headquarters' way into a partner and back. */
export const SUPPORT = '/auth/support/';

/** What a step in or out came to. */
export type Visit = Answer<{ readonly setCookie: string[] }>;

/** Into a partner by a grant; the browser's session goes on with another token. */
export function enterPartner(
  host: RunningHost,
  door: Doorkeeper,
  request: Arrival,
  id: string,
  locale: string,
): Promise<Visit> {
  return answered(host.catalog, localeOf(locale), async () => {
    const token = door.tokenOf(request);
    const viewer = await door.viewerOf(request);
    if (!token || !viewer) throw new Problem('UNAUTHENTICATED', 'unauthenticated');
    if (!/^[0-9a-f-]{36}$/.test(id)) throw notFound();
    const next = await visitPartner(host.tenancy, token, viewer, id);
    await door.signOut(token);
    return { setCookie: door.cookiesOf(next, door.deviceOf(request)) };
  });
}

/** Back to headquarters. */
export function leaveToHeadquarters(
  host: RunningHost,
  door: Doorkeeper,
  request: Arrival,
  locale: string,
): Promise<Visit> {
  return answered(host.catalog, localeOf(locale), async () => {
    const token = door.tokenOf(request);
    if (!token) throw new Problem('UNAUTHENTICATED', 'unauthenticated');
    const device = door.deviceOf(request);
    const opened = await leavePartner(host.tenancy, token, device);
    await door.signOut(token);
    return { setCookie: door.cookiesOf(opened.token, device) };
  });
}

/** The same over HTTP, for programs: JSON only, so no form of another site can post it. */
export async function answerSupport(
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
  host: RunningHost,
  door: Doorkeeper,
): Promise<void> {
  const isJson = (request.headers['content-type'] ?? '').startsWith('application/json');
  if (request.method !== 'POST' || !isJson)
    return refuseEntry(request, response, 405, new Problem('INVALID', 'invalidDocument'), host.catalog);
  const locale = request.headers['accept-language'] ?? '';
  const { id } = ((await readJson(request, 1000)) ?? {}) as { id?: unknown };
  const visit =
    path === `${SUPPORT}enter`
      ? await enterPartner(host, door, request, String(id ?? ''), locale)
      : path === `${SUPPORT}leave`
        ? await leaveToHeadquarters(host, door, request, locale)
        : undefined;
  if (!visit) return refuseEntry(request, response, 404, notFound(), host.catalog);
  if (visit.ok) return sendJson(response, 200, { entered: true }, { 'set-cookie': visit.setCookie });
  sendJson(response, visit.status, { code: visit.code, message: visit.message, reason: visit.reason });
}
