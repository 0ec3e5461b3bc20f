import type { Answer } from './answer.ts';
import type { GraphDocument } from './document.ts';

/** Where the page's HTML carries the answers it was rendered from. */
export const SERVED = 'landfall-served';

/** Names a question within a page, in the same words on the server and in the browser. */
export const questionOf = ({ name }: GraphDocument<unknown, unknown>, variables: unknown): string =>
  `${name} ${JSON.stringify(variables)}`;

let found: Record<string, Answer<unknown>> | undefined;

/** The answer that came with the page, while it hydrates. */
export const served = <R, V>(document: GraphDocument<R, V>, variables: V): Answer<R> | undefined => {
  found ??= JSON.parse(globalThis.document.getElementById(SERVED)?.textContent || '{}') as typeof found;
  return found?.[questionOf(document as GraphDocument<unknown, unknown>, variables)] as Answer<R> | undefined;
};
