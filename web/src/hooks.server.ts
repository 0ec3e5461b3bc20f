import type { Handle, HandleServerError } from '@sveltejs/kit/hooks';
import { answeredBy, Served } from '#lib/graph/serving.server.ts';
import { inLocale } from '#lib/locale/locale.server.ts';
import { localeCookie, negotiate } from '#lib/locale/locales.ts';
import { landfallOverHttp } from '#lib/session/landfall-http.server.ts';
import { pageOf } from '#lib/shell/page-text.server.ts';
import { isTheme, themeCookie } from '#lib/theme/theme.svelte.ts';

export const handle: Handle = ({ event, resolve }) => {
  const theme = event.cookies.get(themeCookie);
  event.locals.locale = negotiate(event.cookies.get(localeCookie), event.request.headers.get('accept-language'));
  event.locals.theme = isTheme(theme) ? theme : 'system';
  event.locals.landfall =
    event.platform?.req.landfall ?? landfallOverHttp(event, process.env.LANDFALL_ORIGIN ?? event.url.origin);
  const { locale, theme: look, landfall } = event.locals;
  landfall.routed?.(event.route.id);
  const served = new Served(landfall, locale);
  const respond = async () => {
    let page: Uint8Array<ArrayBuffer> | undefined;
    const told = await resolve(event, {
      transformPageChunk: ({ html }) => {
        page = pageOf(html, { locale, theme: look, served: served.element });
        return '';
      },
      preload: ({ type }) => type === 'js' || type === 'css',
    });
    const response = page === undefined ? told : await withText(told, page);
    const { headers } = response;
    // Not every browser takes 'self' for the socket of the same host.
    const policy = headers.get('content-security-policy');
    const { protocol, host } = event.url;
    if (policy) {
      const socket = `${protocol === 'https:' ? 'wss' : 'ws'}://${host}`;
      headers.set('content-security-policy', policy.replace("connect-src 'self'", `connect-src 'self' ${socket}`));
    }
    if (!headers.has('cache-control')) headers.set('cache-control', 'private, no-store');
    return response;
  };
  return inLocale(locale, () => answeredBy(served, respond));
};

/** Kit names a page by a hash of its text, for caches: none keeps ours. So the text is put in afterwards. */
const withText = async (told: Response, page: Uint8Array<ArrayBuffer>): Promise<Response> => {
  // Without a length there is more to come behind the page.
  const isWhole = told.headers.has('content-length');
  const response = new Response(isWhole ? page : new Blob([page, await told.bytes()]), told);
  for (const name of ['etag', 'content-length']) response.headers.delete(name);
  return response;
};

export const handleError: HandleServerError = ({ kind, error, event }) => {
  if (kind === 'unknown') console.error(event.route.id, error);
};
