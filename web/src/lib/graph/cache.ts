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

/** So many answers and events later a page that stands open for days has forgotten what it doesn't show. */
const forgetsAfter = 2_000;
/** So many answers in a row that seem to come too late are believed: the clock of a thing may have been set back by a restore. */
const mostTooLate = 3;
let written = 0;
let tooLate = 0;

/** Questions and the socket are two ways from the server, and what was said first may arrive last. */
const isOlder = (value: unknown): boolean => {
  if (typeof value !== 'object' || value === null) return false;
  const { version } = value as { version?: unknown };
  const id = typeof version === 'number' ? cache().identify(value as { __typename: string }) : undefined;
  let known: unknown;
  if (id) cache().modify({ id, broadcast: false, fields: { version: (kept) => (known = kept) } });
  return (typeof known === 'number' && known > (version as number)) || Object.values(value).some(isOlder);
};

let readAgain = () => {};
/** Who has everything shown read again, where an answer came too late to be taken. */
export const whenTooLate = (read: () => void) => {
  readAgain = read;
};

/**
 * Remembers an answer, so that everything shown of it follows. Where something in it is older than what is known, nothing of
 * it is taken, and what is shown is read again.
 */
export const writeResult = <R, V>(document: GraphDocument<R, V>, variables: V, result: R, dataId = 'ROOT_QUERY') => {
  if (isOlder(result) && tooLate++ < mostTooLate) return readAgain();
  tooLate = 0;
  // Whoever shows something sees that it is gone, keeps showing it, and reads it again.
  if (++written % forgetsAfter === 0) void cache().reset();
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
