import { AsyncLocalStorage } from 'node:async_hooks';
import type { Log } from '@landfall/kit/log/log';
import { PROBLEM_CODES, type ProblemCode } from '@landfall/kit/problem/problem';
import { type Locale, type ProblemCatalog, problemText } from '@landfall/kit/problem/problem-catalog';
import { problemError, withoutHints } from '@landfall/kit/service/problem-error';
import type { GraphQLFormattedError } from 'graphql';

const CLOSED: ReadonlySet<unknown> = new Set(PROBLEM_CODES);
const READER = new AsyncLocalStorage<Locale>();

/** Apollo Server formats errors without saying for whom: what runs here is for a reader of this language. */
export function forReader<T>(locale: Locale, task: () => Promise<T>): Promise<T> {
  return READER.run(locale, task);
}

/**
 * An error as it leaves the house: a code of the closed list and words in the reader's language. What Apollo Server or
 * GraphQL itself refuses is INVALID, or LIMITED where it was too much; their own words, for programmers, are `detail`.
 */
export function told(
  formatted: GraphQLFormattedError,
  error: unknown,
  { catalog, log }: { readonly catalog: ProblemCatalog; readonly log: Log },
  locale: Locale = READER.getStore() ?? 'zh-CN',
): GraphQLFormattedError {
  const { code, reason, detail } = formatted.extensions ?? {};
  const refuse = (refusal: ProblemCode, why: string): GraphQLFormattedError => ({
    ...formatted,
    message: problemText(catalog, why, locale, {}),
    extensions: { code: refusal, reason: why, fields: [], detail: detail ?? withoutHints(formatted.message) },
  });
  // Apollo gives every refused document its own code; ours says whether it was too much or not understood.
  if (reason === 'limited') return refuse('LIMITED', 'limited');
  if (CLOSED.has(code)) {
    const { stacktrace: _, ...extensions } = formatted.extensions ?? {};
    return { ...formatted, extensions };
  }
  if (code !== 'INTERNAL_SERVER_ERROR' && code !== undefined) return refuse('INVALID', 'invalidDocument');
  const { message, extensions } = problemError(error, catalog, locale, log);
  return { message, ...(formatted.path ? { path: formatted.path } : {}), extensions };
}
