import type { IncomingMessage, ServerResponse } from 'node:http';
import { notFound, Problem } from '@landfall/kit/problem/problem';
import { localeOf, type ProblemCatalog, problemText } from '@landfall/kit/problem/problem-catalog';
import type { Doorkeeper, Entry } from '../session/doorkeeper.ts';
import { readJson, sendJson } from './http.ts';

/** Signing in and out over HTTP, for programs; pages do the same through `req.landfall`. JSON only, so no form of another site can post it. */
export async function answerAuth(
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
  door: Doorkeeper,
  catalog: ProblemCatalog,
): Promise<void> {
  const isJson = (request.headers['content-type'] ?? '').startsWith('application/json');
  if (request.method !== 'POST' || !isJson)
    return refuseEntry(request, response, 405, new Problem('INVALID', 'invalidDocument'), catalog);
  const body = ((await readJson(request, 10_000)) ?? {}) as Record<string, unknown>;
  const locale = localeOf(request.headers['accept-language']);
  const text = (key: string): string => (typeof body[key] === 'string' ? (body[key] as string) : '');
  switch (path) {
    case '/auth/sign-in':
      return sendEntry(
        response,
        await door.signIn(text('email'), text('password'), door.deviceOf(request), locale, door.tokenOf(request)),
      );
    case '/auth/membership':
      return sendEntry(response, await door.choose(door.tokenOf(request), text('membershipId'), locale));
    case '/auth/sign-out': {
      const { setCookie } = await door.signOut(door.tokenOf(request));
      return sendJson(response, 200, { signedIn: false }, { 'set-cookie': setCookie });
    }
    default:
      refuseEntry(request, response, 404, notFound(), catalog);
  }
}

/** A refusal in the form of this door: a code and a sentence. */
export function refuseEntry(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  { code, reason, params }: Problem,
  catalog: ProblemCatalog,
): void {
  const locale = localeOf(request.headers['accept-language']);
  sendJson(response, status, { code, message: problemText(catalog, reason, locale, params) });
}

function sendEntry(response: ServerResponse, entry: Entry): void {
  if (entry.ok) {
    const { signedIn, memberships, setCookie } = entry;
    sendJson(response, 200, { signedIn, memberships }, { 'set-cookie': setCookie });
  } else sendJson(response, entry.status, { code: entry.code, message: entry.message });
}
