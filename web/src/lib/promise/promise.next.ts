import type { PromiseTimes } from './promise.verdict.ts';

/** The promise a row should show: the running one that is due first, else a paused one. */
export const nextPromise = <T extends PromiseTimes>(promises: readonly T[]): T | undefined =>
  promises
    .filter(({ state }) => state === 'RUNNING')
    .toSorted((a, b) => Date.parse(a.dueAt) - Date.parse(b.dueAt))[0] ??
  promises.find(({ state }) => state === 'PAUSED');
