import type { IncomingMessage, ServerResponse } from 'node:http';
import { localeOf } from '@landfall/kit/problem/problem-catalog';
import type { Doorkeeper, Entry } from '../session/doorkeeper.ts';
import { readJson, sendJson } from './http.ts';

/** Signing in and out over HTTP, for programs; pages do the same through `req.landfall`. JSON only, so no form of another site can post it. */
export async function answerAuth(
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
  door: Doorkeeper,
): Promise<void> {
  const isJson = (request.headers['content-type'] ?? '').startsWith('application/json');
  if (request.method !== 'POST' || !isJson) {
    sendJson(response, 405, { code: 'INVALID', message: 'POST application/json' });
    return;
  }
  const body = (await readJson(request, 10_000)) as Record<string, unknown>;
  const locale = localeOf(request.headers['accept-language']);
  const text = (key: string): string => (typeof body[key] === 'string' ? (body[key] as string) : '');
  switch (path) {
    case '/auth/sign-in':
      return sendEntry(response, await door.signIn(text('email'), text('password'), deviceOf(request), locale));
    case '/auth/membership':
      return sendEntry(response, await door.choose(door.tokenOf(request), text('membershipId'), locale));
    case '/auth/sign-out': {
      const { setCookie } = await door.signOut(door.tokenOf(request));
      return sendJson(response, 200, { signedIn: false }, { 'set-cookie': setCookie });
    }
    default:
      sendJson(response, 404, { code: 'NOT_FOUND', message: path });
  }
}

/** Where a request comes from, as a session remembers it. */
export function deviceOf(request: IncomingMessage): { userAgent?: string; address?: string } {
  const userAgent = request.headers['user-agent'];
  const address = request.socket.remoteAddress;
  return { ...(userAgent ? { userAgent } : {}), ...(address ? { address } : {}) };
}

function sendEntry(response: ServerResponse, entry: Entry): void {
  if (entry.ok) {
    const { signedIn, memberships, setCookie } = entry;
    sendJson(response, 200, { signedIn, memberships }, { 'set-cookie': setCookie });
  } else sendJson(response, entry.status, { code: entry.code, message: entry.message });
}
