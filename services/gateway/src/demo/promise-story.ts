import { extendByPause, pausePromise } from '@landfall/kit/promise/promise-changes';
import type { ServicePolicy } from '@landfall/kit/promise/service-policy';
import type { OrderDraft, PromiseDraft } from './drafts.ts';

// What `service-promises.ts` of kit does in a unit of work, on drafts: kept late stays broken, a pause extends, an end keeps what was broken.

const instant = (at: number): Temporal.Instant => Temporal.Instant.fromEpochMilliseconds(at);

/** When a promise is due. Milliseconds since the epoch. */
export function dueOf({ terms }: PromiseDraft): number {
  return terms.dueAt.epochMilliseconds;
}

/** Keeps a promise; one that is kept or ended already stays as it is. */
export function keep(promise: PromiseDraft, at: number): void {
  if (promise.state !== 'RUNNING') return;
  promise.brokenAt = at > dueOf(promise) ? dueOf(promise) : null;
  promise.state = 'KEPT';
  promise.keptAt = at;
}

/** Stops both clocks: the customer is awaited. */
export function pause({ promises }: OrderDraft, at: number, policy: ServicePolicy): void {
  for (const promise of [promises.contact, promises.onSite]) {
    if (promise.state !== 'RUNNING') continue;
    noteIfBroken(promise, at);
    promise.terms = pausePromise(promise.terms, instant(at), policy);
    promise.state = 'PAUSED';
    promise.pausedAt = at;
  }
}

/** Lets the clocks run on. */
export function resume({ promises }: OrderDraft, at: number, policy: ServicePolicy): void {
  for (const promise of [promises.contact, promises.onSite]) {
    if (promise.state !== 'PAUSED' || promise.pausedAt === null) continue;
    promise.terms = extendByPause(promise.terms, instant(promise.pausedAt), instant(at), policy);
    promise.state = 'RUNNING';
    promise.pausedAt = null;
  }
}

/** Nothing is owed any more. */
export function end({ promises }: OrderDraft, at: number): void {
  for (const promise of [promises.contact, promises.onSite]) {
    if (promise.state !== 'RUNNING' && promise.state !== 'PAUSED') continue;
    if (promise.state === 'RUNNING') noteIfBroken(promise, at);
    promise.state = 'ENDED';
  }
}

/** Another member sees to what is still owed. */
export function own({ promises }: OrderDraft, ownerId: string): void {
  for (const promise of [promises.contact, promises.onSite]) {
    if (promise.state === 'RUNNING' || promise.state === 'PAUSED') promise.ownerId = ownerId;
  }
}

/** What the watcher would have noted by now. */
export function noteIfBroken(promise: PromiseDraft, at: number): void {
  if (promise.state === 'RUNNING' && at > dueOf(promise)) promise.brokenAt ??= dueOf(promise);
}
