import type { Handle, HandleFetch, HandleServerError } from '@sveltejs/kit/hooks';
import { inLocale } from '#lib/locale/locale.server.ts';
import { localeCookie, negotiate } from '#lib/locale/locales.ts';
import type { GraphCall } from '#lib/session/landfall.ts';
import { landfallOverHttp } from '#lib/session/landfall-http.server.ts';
import { isTheme, themeCookie } from '#lib/theme/theme.svelte.ts';

/** Scripts of the page and where they are imported; each language but the first has its own (build-tools/one-language.plugin.ts). */
const code = /((?:href="|import\(")[./]*\/_app\/immutable\/)(entry|chunks|nodes)\//g;
const codeFolders = { 'zh-CN': '', 'zh-TW': 'zh-TW/', en: 'en/' };

export const handle: Handle = ({ event, resolve }) => {
  const theme = event.cookies.get(themeCookie);
  event.locals.locale = negotiate(event.cookies.get(localeCookie), event.request.headers.get('accept-language'));
  event.locals.theme = isTheme(theme) ? theme : 'system';
  event.locals.landfall =
    event.platform?.req.landfall ?? landfallOverHttp(event, process.env.LANDFALL_ORIGIN ?? event.url.origin);
  return inLocale(event.locals.locale, async () => {
    const response = await resolve(event, {
      transformPageChunk: ({ html }) =>
        html
          .replace('%landfall.lang%', event.locals.locale)
          .replace('%landfall.theme%', event.locals.theme)
          .replace(code, `$1${codeFolders[event.locals.locale]}$2/`),
      // The browser needs the type to read the answers that come with the page.
      filterSerializedResponseHeaders: (name) => name === 'content-type',
      preload: ({ type }) => type === 'js' || type === 'css',
    });
    // Not every browser takes 'self' for the socket of the same host.
    const policy = response.headers.get('content-security-policy');
    const { protocol, host } = event.url;
    if (policy) {
      const socket = `${protocol === 'https:' ? 'wss' : 'ws'}://${host}`;
      response.headers.set(
        'content-security-policy',
        policy.replace("connect-src 'self'", `connect-src 'self' ${socket}`),
      );
    }
    if (!response.headers.has('cache-control')) response.headers.set('cache-control', 'private, no-store');
    return response;
  });
};

/** A page's question on the server is a function call into the gateway of the same process. */
export const handleFetch: HandleFetch = async ({ event, request, fetch }) => {
  const url = new URL(request.url);
  if (url.pathname !== '/graphql' || url.origin !== event.url.origin) return fetch(request);
  const asked = (await request.json()) as Omit<GraphCall, 'headers'>;
  const { status, body } = await event.locals.landfall.graphql({
    ...asked,
    headers: { 'accept-language': event.locals.locale },
  });
  return new Response(typeof body === 'string' ? body : JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json' },
  });
};

export const handleError: HandleServerError = ({ kind, error, event }) => {
  if (kind === 'unknown') console.error(event.route.id, error);
};
