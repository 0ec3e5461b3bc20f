import { setTimeout as delay } from 'node:timers/promises';

/** Asks until there is an answer, or for so long. @returns undefined then; @throws AbortError when the run ends */
export async function soon<T>(
  ask: () => Promise<T | undefined | false> | T | undefined | false,
  limitMs: number,
  signal: AbortSignal,
  everyMs = 25,
): Promise<T | undefined> {
  const until = performance.now() + limitMs;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (performance.now() > until) return undefined;
    await delay(everyMs, undefined, { signal });
  }
}
