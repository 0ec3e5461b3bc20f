import { existsSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { constants, Script } from 'node:vm';
import type { Pages } from '@landfall/gateway/server/web-pages';

type Handler = (request: IncomingMessage, response: ServerResponse, next: (error?: unknown) => void) => void;
/** Built pages are Node's to load as they are, and not Vite's to transform again. */
const nativeImport = new Script('(address) => import(address)', {
  importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
}).runInThisContext() as (address: string) => Promise<unknown>;

/** The built pages, as the server serves them; undefined where they have not been built. */
export async function builtPages(): Promise<Pages | undefined> {
  const file = resolve(import.meta.dirname, '../../../web/build/handler.js');
  if (!existsSync(file)) return undefined;
  process.env.PROTOCOL_HEADER = 'x-landfall-protocol';
  const { handler } = (await nativeImport(pathToFileURL(file).href)) as { handler: Handler };
  return (request, response, _isSecure, next) => {
    request.headers['x-landfall-protocol'] = 'http';
    handler(request, response, next);
  };
}
