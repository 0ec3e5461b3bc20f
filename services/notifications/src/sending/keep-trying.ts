import { setTimeout as delay } from 'node:timers/promises';

/** Between two tries. Milliseconds. */
const FIRST_WAIT = 100;
const LONGEST_WAIT = 5000;

/** How something is tried that has to succeed. */
interface Trying {
  /** For so long; milliseconds. */
  readonly for: number;
  readonly signal: AbortSignal;
  readonly failed: (error: unknown) => void;
}

/** Tries until it succeeds, the time is over, or it is told to end. @returns whether it succeeded */
export async function keepTrying(task: () => Promise<void>, trying: Trying): Promise<boolean> {
  const until = performance.now() + trying.for;
  for (let wait = FIRST_WAIT; ; wait = Math.min(3 * wait, LONGEST_WAIT)) {
    try {
      await task();
      return true;
    } catch (error) {
      trying.failed(error);
      if (trying.signal.aborted || performance.now() + wait > until) return false;
      await delay(wait, undefined, { ref: false });
    }
  }
}
