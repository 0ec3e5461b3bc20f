import { language } from '#lib/locale/locale.svelte.ts';
import { type Answer, resultOf } from './answer.ts';
import type { GraphDocument } from './document.ts';
import { Problem } from './problem.ts';

const deadline = 20_000;

/**
 * Sends one operation.
 * @throws Problem; `UNAVAILABLE` with `outcomeUnknown` when nobody answered within 20 s
 */
export const send = async <Result, Variables>(
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
  return resultOf(answer, status);
};
