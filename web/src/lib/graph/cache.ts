import { part } from '#lib/part/part.ts';
import { browser } from '$app/env';
import type { GraphDocument } from './document.ts';
import type { TabCache } from './tab-cache.ts';

let tab: TabCache | undefined;
let coming: Promise<TabCache> | undefined;

const open = async (): Promise<TabCache> => {
  try {
    const { TabCache } = await part(() => import('./tab-cache.ts'));
    tab = new TabCache();
    return tab;
  } catch {
    // It is missing until the page is reloaded, and the bar says so: nobody else has to.
    return new Promise(() => {});
  }
};

/**
 * The cache of this tab. A page that came with its answers shows them without: its code comes behind the page. The server
 * has none: a page is rendered from the answers of its own request only.
 */
export const cache = (): Promise<TabCache> => {
  if (!browser) throw new Error('The cache lives in the browser');
  coming ??= open();
  return coming;
};

let readAgain = () => {};
/** Who has everything shown read again, where an answer came too late to be taken. */
export const whenTooLate = (read: () => void) => {
  readAgain = read;
};

/**
 * Remembers an answer, so that everything shown of it follows. Where something in it is older than what is known, nothing of
 * it is taken, and what is shown is read again. What was told before the cache came is taken when it comes, in the same order.
 */
export const writeResult = <R, V>(document: GraphDocument<R, V>, variables: V, result: R, dataId = 'ROOT_QUERY') => {
  const take = (into: TabCache) => {
    if (!into.take(document, variables, result, dataId)) readAgain();
  };
  if (tab) take(tab);
  else void cache().then(take);
};

/** What the cache knows in full, or undefined. */
export const readResult = <R, V>(document: GraphDocument<R, V>, variables: V): R | undefined => {
  const diff = tab?.diff<R>({
    query: document,
    variables: variables as Record<string, unknown>,
    optimistic: false,
    returnPartialData: false,
  });
  return diff?.complete ? (diff.result as R) : undefined;
};
