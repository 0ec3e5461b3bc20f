import type { IncomingMessage, ServerResponse } from 'node:http';
import { keepLogo, readLogo } from '@landfall/identity/partner/keep-logo';
import { LOGO_PATH } from '@landfall/identity/partner/read-organisation';
import { LOGO_BYTES } from '@landfall/identity/partner/remake-picture';
import { invalid, notFound, Problem } from '@landfall/kit/problem/problem';
import type { Viewer } from '@landfall/kit/viewer/viewer';
import type { RunningHost } from './host.ts';
import { sendJson } from './http.ts';

/** Where logos are, for the router. */
export const LOGOS = LOGO_PATH;

const NAME = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * A partner's logo: sent to its own people and its customers' as an attachment nothing sniffs at; a new one comes as the
 * body of a PUT, which no form of another site can send.
 */
export async function answerLogo(
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
  viewer: Viewer | null,
  host: Pick<RunningHost, 'tenancy'>,
): Promise<void> {
  if (!viewer) throw new Problem('UNAUTHENTICATED', 'unauthenticated');
  const name = path.slice(LOGOS.length);
  if (request.method === 'PUT' && name === '') {
    return sendJson(response, 200, { logo: await keepLogo(host.tenancy, viewer, await readBytes(request)) });
  }
  if ((request.method !== 'GET' && request.method !== 'HEAD') || !NAME.test(name) || viewer.surface === 'hq')
    throw notFound();
  const logo = await readLogo(host.tenancy.source(viewer), viewer, name);
  if (!logo) throw notFound();
  response.writeHead(200, {
    'content-type': logo.mediaType,
    'content-length': logo.bytes.length,
    'content-disposition': 'attachment; filename="logo.webp"',
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
    // The name changes with the picture, and only its own people were given it.
    'cache-control': 'private, max-age=604800, immutable',
  });
  response.end(request.method === 'HEAD' ? undefined : logo.bytes);
}

async function readBytes(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LOGO_BYTES) throw invalid('logo.tooBig', ['logo']);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
