import { existsSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { pathToFileURL } from 'node:url';

/** adapter-node's handler. */
export type Pages = (request: IncomingMessage, response: ServerResponse, next: (error?: unknown) => void) => void;

/** The built pages; undefined where they have not been built. */
export async function loadPages(handlerPath: string): Promise<Pages | undefined> {
  if (!existsSync(handlerPath)) return undefined;
  const { handler } = (await import(pathToFileURL(handlerPath).href)) as { handler: Pages };
  return handler;
}
