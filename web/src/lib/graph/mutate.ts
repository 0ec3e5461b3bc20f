import type { DocumentNode } from 'graphql';
import { writeResult } from './cache.ts';
import type { GraphDocument } from './document.ts';
import { send } from './http.link.ts';
import { Intent } from './intent.ts';
import { Problem } from './problem.ts';

const pauses = [400, 1500];
/** After a proof every process knows of it within this time. Milliseconds. */
const proofIsNews = 5000;
const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Matters of credentials take no key, and nothing of them is kept. */
const takesKey = ({ definitions }: DocumentNode): boolean => JSON.stringify(definitions).includes('"idempotencyKey"');

const noVerdict = ['UNAVAILABLE', 'LIMITED', 'UNAUTHENTICATED', 'INTERNAL'];
/** The server looked at the intent itself. A refusal at the door says nothing about an earlier try whose answer was lost. */
const isVerdict = ({ code, reason, outcomeUnknown }: Problem): boolean =>
  !outcomeUnknown && reason !== 'proofNeeded' && !noVerdict.includes(code);

/**
 * Does something once. Lost answers are asked for again twice with the same key; the result is merged into
 * the cache by id, so every page that shows it follows. What needs a fresh proof of the person asks for it, and is sent
 * again with its key. The key outlives a reload of the page, until the server has said what came of the intent.
 * @param intent keep one for a form, so that a person's own second try has the first one's key
 * @throws Problem
 */
export const mutate = async <R, V extends object>(
  document: GraphDocument<R, V>,
  variables: Omit<V, 'idempotencyKey'>,
  intent = new Intent(),
): Promise<R> => {
  const all = {
    ...variables,
    idempotencyKey: intent.keyFor(variables, takesKey(document) ? document.name : undefined),
  } as unknown as V;
  let provenAt = Number.NEGATIVE_INFINITY;
  for (let attempt = 0; ; attempt++) {
    try {
      const result = await send(document, all);
      intent.settle();
      writeResult(document, all, result, 'ROOT_MUTATION');
      return result;
    } catch (caught) {
      const problem = caught instanceof Problem ? caught : new Problem('INTERNAL', String(caught));
      if (problem.reason === 'proofNeeded') {
        attempt--;
        if (performance.now() - provenAt < proofIsNews) {
          await wait(500);
          continue;
        }
        const { proving } = await import('#lib/account/proving.svelte.ts');
        if (await proving.ask()) {
          provenAt = performance.now();
          continue;
        }
      }
      if (isVerdict(problem)) intent.settle();
      if (!problem.outcomeUnknown) throw problem;
      const pause = pauses[attempt];
      if (pause === undefined) throw problem;
      await wait(pause);
    }
  }
};
