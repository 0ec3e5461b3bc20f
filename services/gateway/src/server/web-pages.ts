import { existsSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { pathToFileURL } from 'node:url';

/** adapter-node's handler. */
export type Pages = (request: IncomingMessage, response: ServerResponse, next: (error?: unknown) => void) => void;

/** The header by which pages learn how they are reached; whatever a client sends in it is overwritten. */
const PROTOCOL_HEADER = 'x-landfall-protocol';

/** The built pages; undefined where they have not been built. `publicUrl` is how browsers reach them, where it isn't directly. */
export async function loadPages(handlerPath: string, publicUrl?: string): Promise<Pages | undefined> {
  if (!existsSync(handlerPath)) return undefined;
  // adapter-node reads these when it is loaded: forms are refused where their origin isn't ours.
  if (publicUrl) process.env.ORIGIN = new URL(publicUrl).origin;
  else process.env.PROTOCOL_HEADER = PROTOCOL_HEADER;
  const { handler } = (await import(pathToFileURL(handlerPath).href)) as { handler: Pages };
  return (request, response, next) => {
    request.headers[PROTOCOL_HEADER] = 'http';
    handler(request, response, next);
  };
}
