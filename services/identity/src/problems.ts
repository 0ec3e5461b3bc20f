import type { ProblemCatalog } from '@landfall/kit/problem/problem-catalog';
import { peopleProblems } from './people.problems.ts';
import { doorProblems } from './session/door.problems.ts';

/** What can go wrong here, in words. */
export const identityProblems: ProblemCatalog = {
  ...doorProblems,
  ...peopleProblems,
};
