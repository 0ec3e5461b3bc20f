import type { Metrics } from '../metrics/metrics.ts';
import type { Reader } from '../tenancy/reader.ts';
import { LIBRARY_SCHEMA } from './library.tables.ts';

/** How a schedule stands. */
export interface Standing {
  readonly name: string;
  readonly cron: string;
  readonly timeZone: string;
  /** When it was last done to the end; null: not since yesterday. */
  readonly doneAt: string | null;
  /** What its newest run is: `created`, `retry`, `active`, `completed`, `failed`. */
  readonly state: string | null;
  readonly attempts: number;
  /** Why the newest run has to be done again. */
  readonly problem: string | null;
}

const worker = { login: 'worker' } as const;

/** Every schedule with its newest run. */
export function clockWorkStanding(reader: Reader): Promise<Standing[]> {
  return reader.query<Standing>(worker, {
    text: `select s.name, s.cron, s.timezone as "timeZone", newest.state::text, coalesce(newest.retry_count, 0) as attempts,
        case when newest.state in ('retry', 'failed') then newest.output ->> 'message' end as problem,
        (select max(j.completed_on) from ${LIBRARY_SCHEMA}.job j where j.name = s.name and j.state = 'completed') as "doneAt"
      from ${LIBRARY_SCHEMA}.schedule s left join lateral (select j.state, j.retry_count, j.output from ${LIBRARY_SCHEMA}.job j
        where j.name = s.name order by j.created_on desc limit 1) newest on true order by s.name`,
  });
}

/** Tells what was given up until its next time, and what has to be done again. Read at each scrape. */
export function measureClockWork(metrics: Metrics, reader: Reader): void {
  const count = (states: string) => async () =>
    (
      await reader.query<{ label: string; value: number }>(worker, {
        text: `select s.name as label, (select count(*) from ${LIBRARY_SCHEMA}.job j where j.name = s.name and j.state in (${states}))::int as value
          from ${LIBRARY_SCHEMA}.schedule s`,
      })
    ).map(({ label, value }) => [label, value] as const);
  metrics.gauges(
    {
      name: 'landfall_clock_work_failed',
      help: 'Runs of the last day that failed for good, by schedule.',
      label: 'schedule',
      over: 'max',
    },
    count(`'failed'`),
  );
  metrics.gauges(
    {
      name: 'landfall_clock_work_retried',
      help: 'Runs that failed or were left and will be done again.',
      label: 'schedule',
      over: 'max',
    },
    count(`'retry'`),
  );
}
