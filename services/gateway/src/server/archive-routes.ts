import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { notFound, Problem } from '@landfall/kit/problem/problem';
import type { Viewer } from '@landfall/kit/viewer/viewer';
import { openArchive } from '@landfall/ledger/archive/open-archive';
import type { RunningHost } from './host.ts';

/** Where a partner's finished archives are fetched. */
export const ARCHIVES = '/files/archive/';

/**
 * A partner's archive, piece by piece as it is taken. Only for its administrators, only with a fresh proof; to everybody
 * else it isn't there. A browser that comes without proof is sent to the page that asks for it.
 */
export async function answerArchive(
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
  host: RunningHost,
  viewer: Viewer | null,
): Promise<void> {
  const id = path.slice(ARCHIVES.length);
  if ((request.method !== 'GET' && request.method !== 'HEAD') || !viewer) throw notFound();
  let archive: Awaited<ReturnType<typeof openArchive>>;
  try {
    archive = await openArchive(host, viewer, id);
  } catch (error) {
    const wantsProof = error instanceof Problem && error.reason === 'proofNeeded';
    if (!wantsProof || !(request.headers.accept ?? '').includes('text/html')) throw error;
    response.writeHead(303, { location: `/settings/archive?download=${id}`, 'cache-control': 'no-store' }).end();
    return;
  }
  response.writeHead(200, {
    'content-type': 'application/zip',
    'content-length': archive.bytes,
    'content-disposition': `attachment; filename="${archive.name}"`,
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, no-store',
    digest: `sha-256=${Buffer.from(archive.sha256, 'hex').toString('base64')}`,
  });
  if (request.method === 'HEAD') return void response.end();
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  for await (const chunk of archive.chunks()) {
    if (gone.signal.aborted) return;
    if (!response.write(chunk)) await once(response, 'drain', { signal: gone.signal }).catch(() => undefined);
  }
  response.end();
}
