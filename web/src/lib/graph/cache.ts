import { InMemoryCache } from '@apollo/client/cache';
import { browser } from '$app/env';
import type { GraphDocument } from './document.ts';

const create = () =>
  new InMemoryCache({
    // What remembers results is left out of the browser: build-tools/lean-cache.plugin.ts.
    resultCaching: false,
    typePolicies: {
      Division: { keyFields: ['code'] },
      // Values without an identity of their own: two questions that select different fields of one add up.
      Entitlement: { merge: true },
      Partner: { merge: true },
      TwoStep: { merge: true },
    },
  });

let tab: InMemoryCache | undefined;

/** The cache of this tab. The server has none: a page is rendered from the answers of its own request only. */
export const cache = (): InMemoryCache => {
  if (!browser) throw new Error('The cache lives in the browser');
  tab ??= create();
  return tab;
};

export const writeResult = <R, V>(document: GraphDocument<R, V>, variables: V, result: R, dataId = 'ROOT_QUERY') => {
  cache().write({ query: document, variables: variables as Record<string, unknown>, result: result as object, dataId });
};

/** What the cache knows in full, or undefined. */
export const readResult = <R, V>(document: GraphDocument<R, V>, variables: V): R | undefined => {
  const diff = cache().diff<R>({
    query: document,
    variables: variables as Record<string, unknown>,
    optimistic: false,
    returnPartialData: false,
  });
  return diff.complete ? (diff.result as R) : undefined;
};
