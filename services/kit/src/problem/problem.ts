/** The closed list of error codes an answer may carry (architecture.md 12). */
export const PROBLEM_CODES = [
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'NOT_FOUND',
  'INVALID',
  'CONFLICT',
  'LIMITED',
  'UNAVAILABLE',
  'INTERNAL',
] as const;

/** One of {@link PROBLEM_CODES}. */
export type ProblemCode = (typeof PROBLEM_CODES)[number];

/** Values a message may name, e.g. `{ until: '2026-01-01' }`. */
export type ProblemParams = Readonly<Record<string, string | number>>;

/**
 * The one error that reaches people. Thrown anywhere it rolls the unit of work back by itself.
 * `reason` is a message key; the words come from {@link ProblemCatalog} in the reader's language.
 */
export class Problem extends Error {
  override readonly name = 'Problem';

  constructor(
    readonly code: ProblemCode,
    readonly reason: string,
    readonly fields: readonly string[] = [],
    readonly params: ProblemParams = {},
  ) {
    super(reason);
  }
}

/** May not see it, or it isn't there: the two are told apart by nobody. */
export function notFound(): Problem {
  return new Problem('NOT_FOUND', 'notFound');
}

/** Wrong input at the named fields. */
export function invalid(reason: string, fields: readonly string[], params: ProblemParams = {}): Problem {
  return new Problem('INVALID', reason, fields, params);
}
