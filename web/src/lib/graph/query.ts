import { error, redirect } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import { browser } from '$app/env';
import { resultOf } from './answer.ts';
import { readResult, writeResult } from './cache.ts';
import type { GraphDocument } from './document.ts';
import { send } from './http.link.ts';
import { Problem } from './problem.ts';
import { served } from './served.ts';
import { serving } from './serving.ts';

/** What `query` needs of a load event. */
export interface LoadContext {
  url: URL;
}

const statuses = {
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  INVALID: 404,
  CONFLICT: 409,
  LIMITED: 429,
  UNAVAILABLE: 503,
  INTERNAL: 500,
} as const;

/** When an answer was asked for, in milliseconds of this tab's clock: it is no older than that. */
const askedAt = new WeakMap<object, number>();
export const ageOf = (result: object): number => performance.now() - (askedAt.get(result) ?? Number.NEGATIVE_INFINITY);

/** While a page hydrates it finds its answers in its own HTML, which was asked for when the navigation began. */
let hydrating = browser;
const now = (): number => {
  if (!hydrating) return performance.now();
  const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  return navigation?.requestStart ?? 0;
};
/** From here on answers come from the network; the page says so when all of it has started. */
export const hydrated = () => {
  hydrating = false;
  // When the page could be worked with, for whoever measures it.
  performance.mark('landfall hydrated');
  // What somebody did before is done now (early.js).
  window.dispatchEvent(new Event('landfall:alive'));
};

/** Asks and remembers the answer: in a browser over the network, unless the page came with it. @throws Problem */
export const ask = async <R, V>(document: GraphDocument<R, V>, variables: V): Promise<R> => {
  if (!browser) {
    const told = await serving.serve?.(document, variables);
    if (!told) throw new Error('The server answers no questions yet');
    return resultOf(told.answer, told.status);
  }
  const at = now();
  const known = hydrating ? served(document, variables) : undefined;
  const result = known ? resultOf(known) : await send(document, variables);
  askedAt.set(result as object, at);
  writeResult(document, variables, result);
  return result;
};

/**
 * The one way data enters a page's `load`. Not signed in leads to /sign-in and back here; what isn't there,
 * or may not be seen, becomes the error page.
 * With `live`, what the cache already knows in full is shown at once: for pages whose `Live` asks again.
 */
export const query = async <R, V>(
  event: LoadContext,
  document: GraphDocument<R, V>,
  variables: V,
  options: { live?: boolean } = {},
): Promise<R> => {
  if (browser && options.live) {
    const known = readResult(document, variables);
    if (known) return known;
  }
  try {
    return await ask(document, variables);
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    if (problem.code === 'UNAUTHENTICATED') {
      if (problem.reason === 'partnerSuspended') redirect(303, '/suspended');
      if (problem.reason === 'partnerLeft') redirect(303, '/suspended?why=left');
      if (problem.reason === 'supportOver') redirect(303, '/support-over');
      const here = event.url.pathname + event.url.search;
      redirect(303, here === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(here)}`);
    }
    error(statuses[problem.code], problem.message || m.app_unavailable(), {
      code: problem.code,
      logId: problem.logId,
    });
  }
};
