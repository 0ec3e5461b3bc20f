import { dueLine, nanosecondsOf, runClock, startedLine } from '../working-time/add-working-time.ts';
import { minutesOf } from '../working-time/day-lines.ts';
import type { DerivationLine } from '../working-time/derivation-line.ts';
import type { ClockMode, WorkingCalendar } from '../working-time/working-calendar.ts';
import { calendarOf, type ServicePolicy } from './service-policy.ts';

export type PromiseKind = 'CONTACT' | 'ON_SITE';

/** What a promise says, as it is stored. */
export interface PromiseTerms {
  kind: PromiseKind;
  since: Temporal.Instant;
  dueAt: Temporal.Instant;
  /** Hours owed under the policy, without a remote allowance. */
  hours: number;
  clockMode: ClockMode;
  timeZone: string;
  policyVersion: number;
  /** True where it depends on a year whose calendar isn't announced. */
  isProvisional: boolean;
  /** Also the memory of pauses and of the remote allowance: re-derivation reads them back from here. */
  derivation: DerivationLine[];
}

/** A stretch in which the customer was awaited. Without `until`: still awaited. */
export interface Pause {
  from: Temporal.Instant;
  until?: Temporal.Instant;
}

/**
 * The promise to store for an order received at `since` (R2).
 * @param opts.remoteHours R3: extra hours for a remote place, counted apart; on-site promises only
 * @throws RangeError as the working calendar does
 */
export function promiseTerms(
  policy: ServicePolicy,
  kind: PromiseKind,
  since: Temporal.Instant,
  opts: { remoteHours?: number } = {},
): PromiseTerms {
  const hours = kind === 'CONTACT' ? policy.contactHours : policy.onSiteHours;
  const remote = kind === 'ON_SITE' ? nanosecondsOf(opts.remoteHours ?? 0) : 0n;
  const { clockMode, timeZone, version } = policy;
  const claim = { kind, since, hours, clockMode, timeZone, policyVersion: version };
  return { ...claim, ...derived(claim, calendarOf(policy), remote, []) };
}

type Claim = Pick<PromiseTerms, 'since' | 'hours' | 'clockMode'>;
type Derived = Pick<PromiseTerms, 'dueAt' | 'isProvisional' | 'derivation'>;

/** Due time and reasons from first principles: when the clock started, what is owed, and when it stood still. */
export function derived(claim: Claim, calendar: WorkingCalendar, remote: bigint, pauses: readonly Pause[]): Derived {
  const { since, hours, clockMode: mode } = claim;
  const allowance = nanosecondsOf(hours) + remote;
  const lines: DerivationLine[] = [startedLine(since, { mode, hours, calendar })];
  if (remote > 0n) lines.push({ code: 'ALLOWANCE_REMOTE', minutes: minutesOf(remote), params: [] });
  let dueAt: Temporal.Instant | undefined;
  let ran = 0n;
  let isProvisional = false;
  const advance = (from: Temporal.Instant, until?: Temporal.Instant) => {
    if (dueAt) return;
    const run = runClock({ since: from, until, allowance: allowance - ran, mode, calendar, ranBefore: ran });
    lines.push(...run.lines);
    ran += run.ran;
    isProvisional ||= run.provisional;
    dueAt = run.reachedAt;
    if (dueAt) lines.push(dueLine(dueAt, calendar));
  };
  let from = since;
  for (const pause of pauses) {
    if (!pause.until) break;
    // A pause can't begin before the clock runs, nor inside the one before it.
    const pausedAt = later(pause.from, from);
    const resumedAt = later(pause.until, pausedAt);
    advance(from, pausedAt);
    // Due before the pause: it stays broken, so nothing stood still.
    const still = dueAt ? 0n : runClock({ since: pausedAt, until: resumedAt, mode, calendar }).ran;
    lines.push(pausedLine(pausedAt, calendar), resumedLine(resumedAt, minutesOf(still), calendar));
    from = resumedAt;
  }
  advance(from);
  const open = pauses.at(-1);
  if (open && !open.until) lines.push(pausedLine(open.from, calendar));
  return { dueAt: dueAt ?? from, isProvisional, derivation: withoutRepeatedYears(lines) };
}

/** The line of a pause that has begun. */
export function pausedLine(at: Temporal.Instant, calendar: WorkingCalendar): DerivationLine {
  return { code: 'PAUSED', at: at.toString(), date: calendar.dateOf(at).toString(), params: [] };
}

function resumedLine(at: Temporal.Instant, minutes: number, calendar: WorkingCalendar): DerivationLine {
  return { code: 'RESUMED', at: at.toString(), date: calendar.dateOf(at).toString(), minutes, params: [] };
}

/** The later of two instants. */
export function later(a: Temporal.Instant, b: Temporal.Instant): Temporal.Instant {
  return Temporal.Instant.compare(a, b) > 0 ? a : b;
}

/** Each run between pauses says that a year isn't announced; once is enough. */
function withoutRepeatedYears(lines: DerivationLine[]): DerivationLine[] {
  const seen = new Set<string>();
  return lines.filter((line) => {
    const year = line.code === 'YEAR_NOT_ANNOUNCED' ? line.params[0]?.value : undefined;
    if (year === undefined) return true;
    if (seen.has(year)) return false;
    seen.add(year);
    return true;
  });
}
