import type { Figure, Measured } from './measured.ts';
import type { Seen } from './open-pages.ts';

/**
 * How many times as much as in the baseline a figure may be. The further out in the tail, the less a run of some seconds knows
 * of it. A difference of less than `grain` is the machine's, whatever its ratio.
 */
export const LIMITS: Readonly<Record<Figure, { readonly ratio: number; readonly grain: number }>> = {
  median: { ratio: 1.5, grain: 2 },
  p95: { ratio: 2, grain: 10 },
  p99: { ratio: 2.5, grain: 25 },
  cpuPerRequest: { ratio: 1.3, grain: 0.5 },
  commitToPage: { ratio: 2.5, grain: 50 },
};

/** Commit to page, p99, whatever the baseline says. Milliseconds. */
const PAGE_WITHIN_MS = 1000;
/** More rounds than this share begun late: it was another load than the one asked for. */
const LATE_SHARE = 0.01;

/** Where others took so much more of the machine than at the baseline, waiting says nothing of the server. */
const OTHERS_MORE = 0.15;
/** Where others took more of the machine than this, no time says anything of the server. */
const OTHERS_MOST = 0.5;

/** What is to be thought of a run. */
export interface Verdict {
  /** To the baseline, by figure; nothing where there is none. */
  readonly ratios: Partial<Record<Figure, number>>;
  /** What is wrong, each in one line. */
  readonly failures: readonly string[];
  /** What would be, had others not taken the machine meanwhile. */
  readonly doubts: readonly string[];
}

/** Compares a run with the baseline's of the same settings. */
export function judge(now: Measured, baseline: Measured | undefined, seen: readonly Seen[] = []): Verdict {
  const failures: string[] = [];
  const doubts: string[] = [];
  const isDisturbed = (now.others ?? 0) - (baseline?.others ?? 0) > OTHERS_MORE;
  if (now.requests === 0) failures.push('nothing was asked');
  if (now.errors > 0) failures.push(`${now.errors} errors, where none may be`);
  if (now.lateShare > LATE_SHARE) failures.push(`${now.late} rounds could not begin in time: ask for a lower rate`);
  if ((now.commitToPage ?? 0) > PAGE_WITHIN_MS)
    ((now.others ?? 0) > OTHERS_MOST ? doubts : failures).push(
      `commit to page ${Math.round(now.commitToPage ?? 0)} ms, at most ${PAGE_WITHIN_MS}`,
    );
  for (const { kind, count, missed, p99 } of seen) {
    if (missed > 0 || count === 0) failures.push(`${missed} of ${count} changes never seen on the ${kind} page`);
    if (p99 > PAGE_WITHIN_MS)
      ((now.others ?? 0) > OTHERS_MOST ? doubts : failures).push(
        `commit to the ${kind} page ${p99} ms, at most ${PAGE_WITHIN_MS}`,
      );
  }
  if (now.sockets > 0 && now.deliveries === 0) failures.push('nothing was delivered to the sockets');
  const ratios: Partial<Record<Figure, number>> = {};
  for (const [figure, { ratio, grain }] of Object.entries(LIMITS) as [Figure, (typeof LIMITS)[Figure]][]) {
    const [value, before] = [now[figure], baseline?.[figure]];
    if (value === undefined || !before) continue;
    ratios[figure] = value / before;
    if (value / before <= ratio || value - before <= grain) continue;
    const isOfOthers = isDisturbed && figure !== 'cpuPerRequest';
    const told = `${figure} ${value.toFixed(1)} is ${(value / before).toFixed(2)} × the baseline's, at most ${ratio}`;
    (isOfOthers ? doubts : failures).push(told);
  }
  return { ratios, failures, doubts };
}
