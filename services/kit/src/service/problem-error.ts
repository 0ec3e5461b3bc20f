import { GraphQLError } from 'graphql';
import { ArgumentValidationError } from 'type-graphql';
import type { Log } from '../log/log.ts';
import { logIdNow } from '../log/log-id.ts';
import { PROBLEM_CODES, Problem } from '../problem/problem.ts';
import { type Locale, type ProblemCatalog, problemText } from '../problem/problem-catalog.ts';
import { asProblem } from '../tenancy/database-error.ts';

interface FieldProblem {
  readonly field: string;
  readonly reason: string;
  readonly message: string;
}

interface Violation {
  readonly property: string;
  readonly constraints?: Readonly<Record<string, string>>;
  readonly children?: readonly Violation[];
}

const CLOSED: ReadonlySet<unknown> = new Set(PROBLEM_CODES);

/**
 * Any error as the API tells it: a code of the closed list, the fields concerned, words in the reader's language. What
 * nobody expected is logged under an id, and only the id is told.
 */
export function problemError(error: unknown, catalog: ProblemCatalog, locale: Locale, log: Log): GraphQLError {
  const cause = causeOf(error);
  if (cause instanceof ArgumentValidationError) {
    const problems = violations(cause.extensions.validationErrors as readonly Violation[], '', catalog, locale);
    return graphqlError(
      new Problem(
        'INVALID',
        'invalidInput',
        problems.map((p) => p.field),
      ),
      catalog,
      locale,
      { problems },
    );
  }
  if (cause instanceof GraphQLError && CLOSED.has(cause.extensions?.code)) return cause;
  // Said of the question (a wrong variable) it is the asker's to mend; a null where none may be is ours.
  if (cause instanceof GraphQLError && !/^Cannot return null/.test(cause.message)) {
    return graphqlError(new Problem('INVALID', 'invalidDocument'), catalog, locale, {
      detail: withoutHints(cause.message),
    });
  }
  const known = asProblem(cause);
  if (known instanceof Problem) return graphqlError(known, catalog, locale);
  const logId = logIdNow();
  log.error({ err: known, logId }, 'unexpected error');
  return graphqlError(new Problem('INTERNAL', 'internal', [], { logId }), catalog, locale, { logId });
}

/** What GraphQL says of a refused question, without what else there is to ask (security.md 12). */
export function withoutHints(message: string): string {
  return message.replace(/ Did you mean .*$/s, '');
}

/** What was thrown, behind what the executors wrap around it; of several wrong variables the first. */
function causeOf(error: unknown): unknown {
  if (error instanceof AggregateError && error.errors[0] instanceof GraphQLError) return causeOf(error.errors[0]);
  return error instanceof GraphQLError && error.originalError ? causeOf(error.originalError) : error;
}

function graphqlError(problem: Problem, catalog: ProblemCatalog, locale: Locale, more: object = {}): GraphQLError {
  const { code, reason, fields, params } = problem;
  const message = problemText(catalog, reason, locale, params);
  const problems = fields.map((field): FieldProblem => ({ field, reason, message }));
  return new GraphQLError(message, { extensions: { code, reason, fields, params, problems, ...more } });
}

function violations(list: readonly Violation[], path: string, catalog: ProblemCatalog, locale: Locale): FieldProblem[] {
  return list.flatMap((violation) => {
    const field = `${path}${violation.property}`;
    const own = Object.values(violation.constraints ?? {}).map((key) => {
      const [reason = 'invalidInput', max] = key.split(':');
      return { field, reason, message: problemText(catalog, reason, locale, max ? { max } : {}) };
    });
    return [...own.slice(0, 1), ...violations(violation.children ?? [], `${field}.`, catalog, locale)];
  });
}
