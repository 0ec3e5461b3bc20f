/** How a promise stands at a moment. */
export type PromiseStanding = 'RUNNING' | 'SOON' | 'BROKEN' | 'KEPT' | 'KEPT_LATE' | 'PAUSED' | 'ENDED';

/** What of a stored promise its standing depends on. */
export interface StoredPromise {
  since: Temporal.Instant;
  dueAt: Temporal.Instant;
  state: 'RUNNING' | 'KEPT' | 'PAUSED' | 'ENDED';
  keptAt?: Temporal.Instant | null;
  pausedAt?: Temporal.Instant | null;
}

/** SOON in the last quarter of the time between since and due; the due instant itself still keeps the promise. */
export function promiseStanding(promise: StoredPromise, now: Temporal.Instant): PromiseStanding {
  const { state, since, dueAt, keptAt, pausedAt } = promise;
  if (state === 'ENDED') return 'ENDED';
  if (state === 'KEPT') return isAfter(keptAt ?? now, dueAt) ? 'KEPT_LATE' : 'KEPT';
  // A pause stops the clock; it doesn't mend what was broken before it.
  if (state === 'PAUSED') return isAfter(pausedAt ?? since, dueAt) ? 'BROKEN' : 'PAUSED';
  if (isAfter(now, dueAt)) return 'BROKEN';
  return isAfter(soonFrom(promise), now) ? 'RUNNING' : 'SOON';
}

/** When the last quarter begins: from then on the standing is SOON. */
export function soonFrom({ since, dueAt }: Pick<StoredPromise, 'since' | 'dueAt'>): Temporal.Instant {
  const length = dueAt.epochNanoseconds - since.epochNanoseconds;
  return new Temporal.Instant(dueAt.epochNanoseconds - length / 4n);
}

function isAfter(a: Temporal.Instant, b: Temporal.Instant): boolean {
  return Temporal.Instant.compare(a, b) > 0;
}
