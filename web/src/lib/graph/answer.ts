import { type GraphError, Problem, problemOf } from './problem.ts';

/** What the server says to one operation. */
export interface Answer<Result> {
  data?: Result | null;
  errors?: GraphError[];
}

/** What was asked for. @throws Problem where the answer has nothing of it */
export const resultOf = <Result>({ data, errors }: Answer<Result>, status = 200): Result => {
  // Nullable parts of a service that is away come back empty beside the rest: show the rest.
  if (data) return data;
  if (errors?.length) throw problemOf(errors);
  throw new Problem(status === 401 ? 'UNAUTHENTICATED' : status === 429 ? 'LIMITED' : 'UNAVAILABLE', '', {
    outcomeUnknown: status >= 500,
  });
};
