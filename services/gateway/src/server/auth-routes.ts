import type { IncomingMessage, ServerResponse } from 'node:http';
import { notFound, Problem } from '@landfall/kit/problem/problem';
import { localeOf, type ProblemCatalog, problemText } from '@landfall/kit/problem/problem-catalog';
import type { Doorkeeper } from '../session/doorkeeper.ts';
import type { Answer, Entry } from '../session/entry.ts';
import { readJson, sendJson } from './http.ts';

/** Longer than any password, address or code: what is longer is refused before anything looks at it. */
const LONGEST = 1000;

/** Signing in and out over HTTP, for programs and dialogs; pages do the same through `req.landfall`. JSON only, so no form of another site can post it. */
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
  const text = (key: string): string => {
    const value = body[key];
    return typeof value === 'string' && value.length <= LONGEST ? value.replaceAll('\0', '') : '';
  };
  const locale = localeOf(request.headers['accept-language']);
  const [device, token] = [door.deviceOf(request), door.tokenOf(request)];
  switch (path) {
    case '/auth/sign-in':
      return sendEntry(response, await door.signIn(text('email'), text('password'), device, locale, token));
    case '/auth/code':
      return sendEntry(response, await door.enterCode(token, text('code'), device, locale));
    case '/auth/membership':
      return sendEntry(response, await door.choose(token, text('membershipId'), device, locale));
    case '/auth/standing':
      return sendJson(response, 200, await door.standing(token));
    case '/auth/sign-out': {
      const { setCookie } = await door.signOut(token);
      return sendJson(response, 200, { signedIn: false }, { 'set-cookie': setCookie });
    }
    case '/auth/prove':
      return sendAnswer(
        response,
        await door.prove(token, { password: text('password'), code: text('code') }, locale),
        'proven',
      );
    case '/auth/forgot-password':
      return sendAnswer(response, await door.askReset(text('email'), device, locale), 'asked');
    case '/auth/reset-link':
      return sendAnswer(response, await door.resetLink(text('token'), locale), 'good');
    case '/auth/reset-password':
      return sendEntry(response, await door.reset(text('token'), text('password'), device, locale, token));
    case '/auth/email-link':
      return sendAnswer(response, await door.emailLink(text('token'), false, locale), 'good');
    case '/auth/confirm-email':
      return sendAnswer(response, await door.emailLink(text('token'), true, locale), 'confirmed');
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
  if (!entry.ok) sendAnswer(response, entry, '');
  else {
    const { signedIn, step, memberships, setCookie, locale } = entry;
    sendJson(response, 200, { signedIn, step, memberships, locale }, { 'set-cookie': setCookie });
  }
}

function sendAnswer(response: ServerResponse, answer: Answer<object>, done: string): void {
  const { ok, ...rest } = answer;
  if (ok) sendJson(response, 200, { [done]: true, ...rest });
  else {
    const { status, code, reason, fields, message } = answer;
    sendJson(response, status, { code, reason, fields, message });
  }
}
