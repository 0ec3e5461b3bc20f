import { type PromiseTimes, promiseVerdict } from './promise.verdict.ts';

export type PromiseGroup = 'broken' | 'soon' | 'running' | 'paused';

/** What somebody owes, the most pressing first; within a group by due time. Promises that are over are left out. */
export const byUrgency = <T extends PromiseTimes>(
  promises: readonly T[],
  now: number,
): Array<{ group: PromiseGroup; promises: T[] }> => {
  const order: PromiseGroup[] = ['broken', 'soon', 'running', 'paused'];
  const sorted = promises.toSorted((a, b) => Date.parse(a.dueAt) - Date.parse(b.dueAt));
  return order
    .map((group) => ({ group, promises: sorted.filter((one) => promiseVerdict(one, now) === group) }))
    .filter((one) => one.promises.length > 0);
};
