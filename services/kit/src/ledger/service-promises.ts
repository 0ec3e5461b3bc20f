import { extendByPause, pausePromise, remoteMinutesOf } from '../promise/promise-changes.ts';
import type { PromiseKind, PromiseTerms } from '../promise/promise-terms.ts';
import type { ServicePolicy } from '../promise/service-policy.ts';
import type { UnitOfWork } from '../tenancy/unit-of-work.ts';
import { ServicePromiseRow } from './service-promise.entity.ts';

/** A promise to be stored: what owes it, to whom, and the terms from `promiseTerms`. */
export interface NewPromise {
  /** What owes it, by its name in events: `dispatchOrder`. */
  readonly noun: string;
  readonly nounId: string;
  /** Its human number. */
  readonly subject: string;
  readonly customerId: string;
  /** The member who has to see to it; null until there is one. */
  readonly ownerId?: string | null;
  /** Kind, due time and reasons; a remote allowance (R3) is read from them. */
  readonly terms: PromiseTerms;
}

/** Stores a promise (R2) in the transaction of what owes it. One of each kind a thing. */
export function makePromise(unit: UnitOfWork, { terms, ...claim }: NewPromise): ServicePromiseRow {
  const { kind, since, dueAt, hours, clockMode, timeZone, policyVersion, isProvisional, derivation } = terms;
  const promise = unit.create(ServicePromiseRow, {
    ...claim,
    ...{ kind, since, dueAt, hours, clockMode, timeZone, policyVersion, isProvisional, derivation },
    state: 'RUNNING',
    ownerId: claim.ownerId ?? null,
    allowanceHours: remoteMinutesOf(terms) / 60,
  });
  tell(unit, promise, 'promiseMade');
  return promise;
}

/**
 * Keeps what is owed, at the time it was done; after the due time it is kept late and stays broken. Nothing happens to
 * a promise that is kept or ended already. @param policy needed where the customer was awaited until now
 * @throws Error for a paused promise without a policy
 */
export async function keepPromise(
  unit: UnitOfWork,
  nounId: string,
  kind: PromiseKind,
  at: Temporal.Instant,
  policy?: ServicePolicy,
): Promise<void> {
  for (const promise of await owed(unit, nounId)) {
    if (promise.kind !== kind) continue;
    if (promise.state === 'PAUSED') {
      if (!policy)
        throw new Error('a paused promise is kept with the policy it was made under, so that the pause is counted');
      resume(promise, at, policy);
    }
    // Told late but done in time (a phone without network): what the watcher noted meanwhile is taken back.
    promise.brokenAt = isLate(promise, at) ? promise.dueAt : null;
    promise.state = 'KEPT';
    promise.keptAt = at;
    tell(unit, promise, 'promiseKept');
  }
}

/** Stops the clocks of what a thing owes: the customer is awaited. @param policy the version they were made under */
export async function pausePromises(
  unit: UnitOfWork,
  nounId: string,
  at: Temporal.Instant,
  policy: ServicePolicy,
): Promise<void> {
  for (const promise of await owed(unit, nounId)) {
    if (promise.state !== 'RUNNING') continue;
    noteIfBroken(promise, at);
    promise.derivation = pausePromise(termsOf(promise), at, policy).derivation;
    promise.state = 'PAUSED';
    promise.pausedAt = at;
    tell(unit, promise, 'promisePaused');
  }
}

/** Lets the clocks run on: due later by the working time that didn't run. @param policy the version they were made under */
export async function resumePromises(
  unit: UnitOfWork,
  nounId: string,
  at: Temporal.Instant,
  policy: ServicePolicy,
): Promise<void> {
  for (const promise of await owed(unit, nounId)) {
    if (promise.state !== 'PAUSED') continue;
    resume(promise, at, policy);
    tell(unit, promise, 'promiseResumed');
  }
}

/** Nothing is owed any more: the thing was cancelled. What was broken by then stays so. */
export async function endPromises(unit: UnitOfWork, nounId: string, at: Temporal.Instant): Promise<void> {
  for (const promise of await owed(unit, nounId)) {
    if (promise.state === 'RUNNING') noteIfBroken(promise, at);
    promise.state = 'ENDED';
    tell(unit, promise, 'promiseEnded');
  }
}

/** Another member has to see to what a thing still owes. */
export async function ownPromises(unit: UnitOfWork, nounId: string, ownerId: string | null): Promise<void> {
  for (const promise of await owed(unit, nounId)) {
    if (promise.ownerId === ownerId) continue;
    promise.ownerId = ownerId;
    tell(unit, promise, 'promiseOwned');
  }
}

async function owed(unit: UnitOfWork, nounId: string): Promise<ServicePromiseRow[]> {
  const promises = await unit.findAll(ServicePromiseRow, { nounId });
  return promises.filter(({ state }) => state === 'RUNNING' || state === 'PAUSED');
}

function resume(promise: ServicePromiseRow, at: Temporal.Instant, policy: ServicePolicy): void {
  const next = extendByPause(termsOf(promise), promise.pausedAt ?? at, at, policy);
  promise.dueAt = next.dueAt;
  promise.isProvisional = next.isProvisional;
  promise.derivation = next.derivation;
  promise.state = 'RUNNING';
  promise.pausedAt = null;
}

/** The due instant itself still keeps the promise; the watcher says the same when nobody acts. */
function isLate(promise: ServicePromiseRow, at: Temporal.Instant): boolean {
  return Temporal.Instant.compare(at, promise.dueAt) > 0;
}

function noteIfBroken(promise: ServicePromiseRow, at: Temporal.Instant): void {
  if (!promise.brokenAt && isLate(promise, at)) promise.brokenAt = promise.dueAt;
}

function termsOf(promise: ServicePromiseRow): PromiseTerms {
  const { kind, since, dueAt, hours, clockMode, timeZone, policyVersion, isProvisional, derivation } = promise;
  return { kind, since, dueAt, hours, clockMode, timeZone, policyVersion, isProvisional, derivation };
}

function tell(unit: UnitOfWork, promise: ServicePromiseRow, event: string): void {
  const { id, customerId, noun, nounId } = promise;
  unit.announce({ event, noun: 'promise', id, customerId, ids: { [noun]: nounId } });
}
