import { pausesOf, remoteMinutesOf } from './promise-changes.ts';
import { derived, type PromiseKind, type PromiseTerms } from './promise-terms.ts';
import { calendarOf, type ServicePolicy } from './service-policy.ts';

const NS_A_MINUTE = 60_000_000_000n;

/** What of a promise is needed to say how it would stand under other terms. */
export interface PreviewedPromise extends Pick<PromiseTerms, 'kind' | 'since' | 'derivation'> {
  dueAt: Temporal.Instant;
  keptAt?: Temporal.Instant | null;
}

/** A promise as it would be under another policy: the same start, pauses and remote allowance. */
export interface PreviewedTerms {
  dueAt: Temporal.Instant;
  derivation: PromiseTerms['derivation'];
  hours: number;
  isProvisional: boolean;
}

/** Says of promises how they would be under one policy; builds its calendar once. */
export function previewUnder(policy: ServicePolicy): (promise: PreviewedPromise) => PreviewedTerms {
  const calendar = calendarOf(policy);
  return (promise) => {
    const hours = hoursOf(policy, promise.kind);
    const claim = { since: promise.since, hours, clockMode: policy.clockMode };
    const remote = BigInt(remoteMinutesOf(promise)) * NS_A_MINUTE;
    const { dueAt, derivation, isProvisional } = derived(claim, calendar, remote, pausesOf(promise));
    return { dueAt, derivation, hours, isProvisional };
  };
}

/** Whether a promise that was (or was not yet) kept is late against a due time; the due instant itself still keeps it. */
export function isLateAgainst(
  dueAt: Temporal.Instant,
  keptAt: Temporal.Instant | null | undefined,
  now: Temporal.Instant,
): boolean {
  return Temporal.Instant.compare(keptAt ?? now, dueAt) > 0;
}

function hoursOf(policy: ServicePolicy, kind: PromiseKind): number {
  return kind === 'CONTACT' ? policy.contactHours : policy.onSiteHours;
}
