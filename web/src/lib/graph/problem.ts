/** The closed list of what can go wrong; the server's, plus nothing of our own: no network is `UNAVAILABLE`. */
export const problemCodes = [
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'NOT_FOUND',
  'INVALID',
  'CONFLICT',
  'LIMITED',
  'UNAVAILABLE',
  'INTERNAL',
] as const;
export type ProblemCode = (typeof problemCodes)[number];

/** What is wrong with one field, in words. */
export interface FieldProblem {
  field: string;
  message: string;
}

interface Details {
  fields?: string[];
  reason?: string;
  logId?: string;
  problems?: FieldProblem[];
  /** The server may or may not have done it: nobody answered. Trying again with the same key is safe. */
  outcomeUnknown?: boolean;
}

/** What went wrong, as the server said it: `message` is already in the reader's language (empty: nobody answered). */
export class Problem extends Error {
  override name = 'Problem';
  readonly code: ProblemCode;
  readonly fields: string[];
  readonly reason: string | undefined;
  readonly logId: string | undefined;
  readonly outcomeUnknown: boolean;
  readonly #problems: readonly FieldProblem[];

  constructor(code: ProblemCode, message: string, details: Details = {}) {
    super(message);
    this.code = code;
    this.fields = details.fields ?? [];
    this.reason = details.reason;
    this.logId = details.logId;
    this.outcomeUnknown = details.outcomeUnknown ?? false;
    this.#problems = details.problems ?? [];
  }

  /** What to say at a field; undefined where nothing is wrong with it. `symptom` also finds `input.symptom`. */
  at(field: string): string | undefined {
    const is = (one: string) => one === field || one.endsWith(`.${field}`);
    return this.#problems.find((one) => is(one.field))?.message ?? (this.fields.some(is) ? this.message : undefined);
  }
}

export interface GraphError {
  message: string;
  extensions?: { code?: string; fields?: string[]; reason?: string; logId?: string; problems?: FieldProblem[] };
}

/** The first error of an answer. A code outside the list is a mistake of the program: `INTERNAL`. */
export const problemOf = (errors: readonly GraphError[]): Problem => {
  const first = errors[0];
  const { code, ...details } = first?.extensions ?? {};
  const known = problemCodes.find((one) => one === code) ?? 'INTERNAL';
  const outcomeUnknown = details.reason === 'outcomeUnknown' || details.reason === 'overdue';
  return new Problem(known, first?.message ?? '', { ...details, outcomeUnknown });
};
