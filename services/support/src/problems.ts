import type { ProblemCatalog } from '@landfall/kit/problem/problem-catalog';

/** What can go wrong here, in words. */
export const supportProblems: ProblemCatalog = {};
