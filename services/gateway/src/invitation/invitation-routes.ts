import type { IncomingMessage, ServerResponse } from 'node:http';
import { notFound, Problem } from '@landfall/kit/problem/problem';
import { localeOf, type ProblemCatalog } from '@landfall/kit/problem/problem-catalog';
import { refuseEntry } from '../server/auth-routes.ts';
import { readJson, sendJson } from '../server/http.ts';
import type { InvitationDoor } from './invitation-door.ts';

/** Where invitations are looked at and accepted over HTTP, for programs; pages do the same through `req.landfall`. */
export const INVITATIONS = '/auth/invitation';
/** Longer than any token or password. */
const LONGEST = 1000;

/** JSON only, so no form of another site can post it. */
export async function answerInvitation(
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
  door: InvitationDoor,
  catalog: ProblemCatalog,
): Promise<void> {
  const isJson = (request.headers['content-type'] ?? '').startsWith('application/json');
  if (request.method !== 'POST' || !isJson)
    return refuseEntry(request, response, 405, new Problem('INVALID', 'invalidDocument'), catalog);
  const body = ((await readJson(request, 10_000)) ?? {}) as Record<string, unknown>;
  const text = (key: string): string => {
    const value = body[key];
    return typeof value === 'string' && value.length <= LONGEST ? value.replaceAll('\0', '') : '';
  };
  const locale = localeOf(request.headers['accept-language']);
  if (path === INVITATIONS) return sendJson(response, 200, await door.look(request, text('token')));
  if (path !== `${INVITATIONS}/accept` && path !== `${INVITATIONS}/ask-again`)
    return refuseEntry(request, response, 404, notFound(), catalog);
  const answer =
    path === `${INVITATIONS}/accept`
      ? await door.accept(request, text('token'), text('password'), locale)
      : await door.askAgain(request, text('token'), locale);
  if (!answer.ok) {
    const { status, code, reason, fields, message } = answer;
    return sendJson(response, status, { code, reason, fields, message });
  }
  const { ok: _, setCookie, ...rest } = answer as typeof answer & { setCookie?: readonly string[] };
  sendJson(response, 200, rest, setCookie?.length ? { 'set-cookie': [...setCookie] } : {});
}
