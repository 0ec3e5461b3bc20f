import { language } from '#lib/locale/locale.svelte.ts';
import type { GraphDocument } from './document.ts';
import { type GraphError, Problem, problemOf } from './problem.ts';

const deadline = 20_000;

interface Answer<Result> {
  data?: Result | null;
  errors?: GraphError[];
}

/**
 * Sends one operation. Headers and body depend on nothing but language, document and variables, so that
 * the browser finds the server's answer in the page while it hydrates.
 * @throws Problem; `UNAVAILABLE` with `outcomeUnknown` when nobody answered within 20 s
 */
export const send = async <Result, Variables>(
  fetch: typeof globalThis.fetch,
  document: GraphDocument<Result, Variables>,
  variables: Variables,
): Promise<Result> => {
  let answer: Answer<Result>;
  let status = 0;
  try {
    const response = await fetch('/graphql', {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/graphql-response+json, application/json',
        'accept-language': language.current,
        'apollo-require-preflight': 'true',
      },
      body: JSON.stringify({ operationName: document.name, ...document.asked, variables }),
      signal: AbortSignal.timeout(deadline),
    });
    status = response.status;
    answer = (await response.json()) as Answer<Result>;
  } catch {
    throw new Problem('UNAVAILABLE', '', { outcomeUnknown: true });
  }
  // Nullable parts of a service that is away come back empty beside the rest: show the rest.
  if (answer.data) return answer.data;
  if (answer.errors?.length) throw problemOf(answer.errors);
  throw new Problem(status === 401 ? 'UNAUTHENTICATED' : status === 429 ? 'LIMITED' : 'UNAVAILABLE', '', {
    outcomeUnknown: status >= 500,
  });
};
