import type { Answer, Person } from '../../kit/person.ts';

/** How often the same is asked of a machine that has no time. */
export const MOST_TRIES = 10;

/**
 * What somebody is answered. Where the machine had no time for a question ('busy': it stood still for two seconds), that says
 * nothing about who may what, and the question is put again.
 */
export async function answerOf<T = Record<string, unknown>>(
  person: Person,
  document: string,
  variables: Record<string, unknown> = {},
): Promise<Answer<T>> {
  for (let tries = 1; ; tries += 1) {
    const answer = await person.ask<T>(document, variables);
    if (tries === MOST_TRIES || answer.errors?.[0]?.extensions?.reason !== 'busy') return answer;
  }
}
