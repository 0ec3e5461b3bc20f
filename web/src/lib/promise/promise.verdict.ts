/** What a promise has come to, as shown: `late` was kept after its time. */
export type PromiseVerdict = 'running' | 'soon' | 'broken' | 'kept' | 'late' | 'paused' | 'ended';

/** What the verdict is read from. */
export interface PromiseTimes {
  state: string;
  since: string;
  dueAt: string;
  keptAt?: string | null;
}

/** When a promise that runs becomes soon, and when broken. */
export const promiseEdges = ({ state, since, dueAt }: PromiseTimes): readonly number[] => {
  const due = Date.parse(dueAt);
  return state === 'RUNNING' ? [due - (due - Date.parse(since)) / 4, due] : [];
};

/** Soon is the last quarter of the time from `since` to `dueAt`. */
export const promiseVerdict = (promise: PromiseTimes, now: number): PromiseVerdict => {
  const due = Date.parse(promise.dueAt);
  if (promise.state === 'KEPT') return promise.keptAt && Date.parse(promise.keptAt) > due ? 'late' : 'kept';
  if (promise.state === 'PAUSED') return 'paused';
  if (promise.state === 'ENDED') return 'ended';
  if (now > due) return 'broken';
  return due - now <= (due - Date.parse(promise.since)) / 4 ? 'soon' : 'running';
};
