import type { IncomingMessage, ServerResponse } from 'node:http';
import type { KeptMails } from '@landfall/notifications/kept/kept-mails';
import { sendJson } from './http.ts';

/** Where the kept mail is asked for, besides the page `/mail`. */
export const KEPT_MAIL = '/kept-mail';

/**
 * Kept mail over HTTP, for programs and for pages that run apart: `/kept-mail?search=`, `/kept-mail/<id>`, and
 * `/kept-mail/changes`, a stream of events. Where mail isn't kept, none of it is there.
 */
export async function answerKeptMail(
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
  kept: KeptMails | undefined,
): Promise<void> {
  if (!kept || request.method !== 'GET') return sendJson(response, 404, { code: 'NOT_FOUND', message: path });
  if (path === `${KEPT_MAIL}/changes`) return streamChanges(request, response, kept);
  if (path === KEPT_MAIL) {
    const { searchParams } = new URL(request.url ?? '/', 'http://x');
    return sendJson(response, 200, { mails: await kept.list(searchParams.get('search') ?? '') });
  }
  const mail = await kept.open(path.slice(KEPT_MAIL.length + 1));
  if (mail) sendJson(response, 200, mail);
  else sendJson(response, 404, { code: 'NOT_FOUND', message: path });
}

/** Server-sent events: an id for each mail that was kept. */
async function streamChanges(request: IncomingMessage, response: ServerResponse, kept: KeptMails): Promise<void> {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  request.socket.setNoDelay(true);
  response.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  response.write(': there\n\n');
  // A listener that falls behind is ended: the browser comes again by itself and reads anew.
  for await (const id of kept.changes(gone.signal)) response.write(`data: ${id}\n\n`);
  response.end();
}
