import type { Scenario } from './arguments.ts';
import type { Figure, Measured } from './measured.ts';
import type { Seen } from './open-pages.ts';
import type { Verdict } from './verdict.ts';

/** One scenario's run and what is to be thought of it. */
export interface Outcome extends Verdict {
  readonly scenario: Scenario;
  readonly measured: Measured;
  /** Where real pages were looked at. */
  readonly seen?: readonly Seen[];
  /** This run is the baseline now. */
  readonly isBaseline: boolean;
}

/** A scenario in some lines. */
export function summaryOf({
  scenario,
  measured: m,
  seen = [],
  ratios,
  failures,
  doubts,
  isBaseline,
}: Outcome): string[] {
  const ratio = (figure: Figure): string => {
    const value = ratios[figure];
    return value === undefined ? '' : ` (× ${value.toFixed(2)})`;
  };
  const ms = (figure: Figure): string => {
    const value = m[figure];
    return value === undefined ? 'unknown' : `${value.toFixed(1)} ms${ratio(figure)}`;
  };
  const late = m.late > 0 ? `, ${m.late} late` : '';
  const slowest = m.slowest ? `, slowest ${m.slowest.operation} p95 ${m.slowest.p95.toFixed(1)} ms` : '';
  const pages = `  ${m.sockets} sockets, ${m.deliveries} deliveries, commit to page p99 ${ms('commitToPage')}`;
  return [
    `${scenario}: ${m.requests} requests, ${m.perSecond.toFixed(1)}/s, ${m.errors} errors${late}${isBaseline ? ', now the baseline' : ''}`,
    `  median ${ms('median')}, p95 ${ms('p95')}, p99 ${ms('p99')}${slowest}`,
    `  server CPU ${ms('cpuPerRequest')} a request${m.others === undefined ? '' : `; others took ${Math.round(m.others * 100)} % of the machine`}`,
    ...(m.sockets > 0 ? [pages] : []),
    ...seen.map(
      ({ kind, count, missed, median, p99, longest }) =>
        `  ${kind} page: ${count} changes, ${missed} missed, commit to what is seen median ${median} ms, p99 ${p99} ms, longest ${longest} ms`,
    ),
    ...doubts.map((doubt) => `  ? ${doubt}; not judged, others took too much of the machine`),
    ...failures.map((failure) => `  ✗ ${failure}`),
  ];
}
