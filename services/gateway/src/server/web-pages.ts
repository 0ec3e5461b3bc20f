import { existsSync } from 'node:fs';
import { access } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** adapter-node's handler. `isSecure`: the request came over TLS, to us or to a proxy we believe. */
export type Pages = (
  request: IncomingMessage,
  response: ServerResponse,
  isSecure: boolean,
  next: (error?: unknown) => void,
) => void;

/** Built files, named after their content. */
export const ASSETS = '/_app/';

/** The header by which pages learn how they are reached; whatever a client sends in it is overwritten. */
const PROTOCOL_HEADER = 'x-landfall-protocol';

type Handler = (request: IncomingMessage, response: ServerResponse, next: (error?: unknown) => void) => void;

/** The built pages; undefined where they have not been built. `publicUrl` is how browsers reach them, where it isn't directly. */
export async function loadPages(handlerPath: string, publicUrl?: string): Promise<Pages | undefined> {
  if (!existsSync(handlerPath)) return undefined;
  // adapter-node reads these when it is loaded: forms are refused where their origin isn't ours.
  if (publicUrl) process.env.ORIGIN = new URL(publicUrl).origin;
  else process.env.PROTOCOL_HEADER = PROTOCOL_HEADER;
  const { handler } = (await import(pathToFileURL(handlerPath).href)) as { handler: Handler };
  const files = join(dirname(handlerPath), 'client');
  return (request, response, isSecure, next) => {
    request.headers[PROTOCOL_HEADER] = isSecure ? 'https' : 'http';
    const path = (request.url ?? '').split('?', 1)[0] ?? '';
    if (!path.startsWith(ASSETS)) return handler(request, response, next);
    // The handler knows its files by a list made when they were built: of one that is gone since, it would only drop the connection.
    const file = URL.parse(path, 'http://x')?.pathname ?? ASSETS;
    access(join(files, file)).then(
      () => handler(request, response, next),
      () => next(),
    );
  };
}
