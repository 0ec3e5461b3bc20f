import { dueLine, runClock, workingTimeBetween } from '../working-time/add-working-time.ts';
import { type DerivationLine, paramOf, paramsOf } from '../working-time/derivation-line.ts';
import { derived, later, type Pause, type PromiseTerms, pausedLine } from './promise-terms.ts';
import { calendarOf, type ServicePolicy } from './service-policy.ts';

const NS_A_MINUTE = 60_000_000_000n;

/** Pauses of a promise, read back from its derivation. */
export function pausesOf(promise: Pick<PromiseTerms, 'derivation'>): Pause[] {
  const pauses: Pause[] = [];
  for (const { code, at } of promise.derivation) {
    if (!at) continue;
    if (code === 'PAUSED') pauses.push({ from: Temporal.Instant.from(at) });
    const open = pauses.at(-1);
    if (code === 'RESUMED' && open) open.until = Temporal.Instant.from(at);
  }
  return pauses;
}

/** R3: minutes of remote allowance in a promise; 0 where it has none. Figures count those with one apart. */
export function remoteMinutesOf(promise: Pick<PromiseTerms, 'derivation'>): number {
  return promise.derivation.find((line) => line.code === 'ALLOWANCE_REMOTE')?.minutes ?? 0;
}

/** The promise while the customer is awaited: due stays, and a PAUSED line is added. */
export function pausePromise<T extends PromiseTerms>(promise: T, pausedAt: Temporal.Instant, policy: ServicePolicy): T {
  const open = pausesOf(promise).at(-1);
  if (open && !open.until) return promise;
  return { ...promise, derivation: [...promise.derivation, pausedLine(pausedAt, calendarOf(policy))] };
}

/**
 * The promise after the customer was awaited: due later by the working time that didn't run.
 * A pause that begins after the due time changes nothing; one that `pausePromise` noted is closed.
 * @param policy the version the promise was made under
 */
export function extendByPause<T extends PromiseTerms>(
  promise: T,
  pausedAt: Temporal.Instant,
  resumedAt: Temporal.Instant,
  policy: ServicePolicy,
): T {
  const closed = pausesOf(promise).filter((pause) => pause.until);
  const next = derivedAgain(promise, policy, [...closed, { from: pausedAt, until: resumedAt }]);
  const calendar = calendarOf({ ...policy, timeZone: promise.timeZone });
  const mode = promise.clockMode;
  // What was left when the clock stopped is still left when it runs again. Counting from the start says the same,
  // except where an announcement let the promise stand later than the announced calendar gives.
  const allowance = workingTimeBetween(pausedAt, promise.dueAt, mode, calendar);
  const pushed = allowance > 0n ? runClock({ since: resumedAt, allowance, mode, calendar }).reachedAt : undefined;
  const dueAt = [next.dueAt, pushed ?? promise.dueAt].reduce(later, promise.dueAt);
  const derivation = next.derivation.map((line) => (line.code === 'DUE' ? dueLine(dueAt, calendar) : line));
  return { ...promise, ...next, dueAt, derivation: beforeDue(derivation, announcementsOf(promise)) };
}

/**
 * The promise after a calendar was announced: due later, or as it was, never earlier.
 * @param policy the version the promise was made under, with the new day facts
 */
export function rederiveAfterAnnouncement<T extends PromiseTerms>(promise: T, policy: ServicePolicy): T {
  const next = derivedAgain(promise, policy, pausesOf(promise));
  if (Temporal.Instant.compare(next.dueAt, promise.dueAt) <= 0) return asItStands(promise, next);
  const extended: DerivationLine = {
    code: 'EXTENDED_BY_ANNOUNCEMENT',
    at: next.dueAt.toString(),
    params: paramsOf({ previousDueAt: promise.dueAt.toString() }),
  };
  const derivation = beforeDue(next.derivation, [...announcementsOf(promise), extended]);
  return { ...promise, ...next, derivation };
}

type Derived = ReturnType<typeof derived>;

function derivedAgain(promise: PromiseTerms, policy: ServicePolicy, pauses: readonly Pause[]): Derived {
  // Mode and zone are the promise's own: a change of policy never rewrites a promise made under the old one.
  const calendar = calendarOf({ ...policy, timeZone: promise.timeZone });
  return derived(promise, calendar, BigInt(remoteMinutesOf(promise)) * NS_A_MINUTE, pauses);
}

/** The promise with its due time untouched and the years that are announced by now no longer named. */
function asItStands<T extends PromiseTerms>(promise: T, next: Derived): T {
  const unknown = new Set(next.derivation.filter(isYearLine).map((line) => paramOf(line, 'year')));
  const lines = promise.derivation.filter(
    (line) => line.code !== 'KEPT_BY_ANNOUNCEMENT' && (!isYearLine(line) || unknown.has(paramOf(line, 'year'))),
  );
  const kept: DerivationLine = { code: 'KEPT_BY_ANNOUNCEMENT', at: promise.dueAt.toString(), params: [] };
  return { ...promise, isProvisional: next.isProvisional, derivation: beforeDue(lines, [kept]) };
}

function isYearLine(line: DerivationLine): boolean {
  return line.code === 'YEAR_NOT_ANNOUNCED';
}

function announcementsOf(promise: PromiseTerms): DerivationLine[] {
  return promise.derivation.filter(
    ({ code }) => code === 'EXTENDED_BY_ANNOUNCEMENT' || code === 'KEPT_BY_ANNOUNCEMENT',
  );
}

function beforeDue(lines: DerivationLine[], inserted: DerivationLine[]): DerivationLine[] {
  const due = lines.findIndex((line) => line.code === 'DUE');
  return [...lines.slice(0, due), ...inserted, ...lines.slice(due)];
}
