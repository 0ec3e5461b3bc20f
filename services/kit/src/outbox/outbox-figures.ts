import type { Metrics, Reading } from '../metrics/metrics.ts';
import type { Reader } from '../tenancy/reader.ts';

const worker = { login: 'worker' } as const;

/** How far behind each consumer is, what holds events back, and what a person has to look at. Read at each scrape. */
export function measureOutbox(metrics: Metrics, reader: Reader): void {
  const ask = async (text: string): Promise<readonly Reading[]> =>
    (await reader.query<{ label: string; value: number }>(worker, { text })).map((row) => [
      row.label,
      Number(row.value),
    ]);

  metrics.gauges(
    {
      name: 'landfall_outbox_age_seconds',
      help: 'Age of the oldest event a consumer has not taken.',
      label: 'consumer',
      over: 'max',
    },
    () =>
      ask(`select p.consumer as label, coalesce(extract(epoch from clock_timestamp() - (select e.at from kit.outbox_event e
          where e.xid >= p.xid and (e.xid > p.xid or e.id > p.event_id) order by e.xid, e.id limit 1)), 0)::float8 as value
        from kit.consumer_position p`),
  );
  metrics.gauges(
    {
      name: 'landfall_outbox_horizon_seconds',
      help: 'How long committed events have been held back by an older transaction that still runs.',
      label: 'outbox',
      over: 'max',
    },
    () =>
      ask(`select 'all' as label, coalesce(extract(epoch from clock_timestamp() - min(e.at)), 0)::float8 as value
        from kit.outbox_event e where e.xid >= pg_snapshot_xmin(pg_current_snapshot())`),
  );
  metrics.gauges(
    {
      name: 'landfall_events_parked',
      help: 'Events given up on until a person looks.',
      label: 'consumer',
      over: 'max',
    },
    () => ask('select consumer as label, count(*)::int as value from kit.event_aside where next_at is null group by 1'),
  );
  metrics.gauges(
    { name: 'landfall_events_aside', help: 'Events that will be tried again.', label: 'consumer', over: 'max' },
    () =>
      ask('select consumer as label, count(*)::int as value from kit.event_aside where next_at is not null group by 1'),
  );
  metrics.gauges(
    {
      name: 'landfall_promises_due',
      help: 'Promises past due whose breach is not noted yet.',
      label: 'state',
      over: 'max',
    },
    () =>
      ask(`select 'unnoted' as label, count(*)::int as value from ledger.service_promise
        where state = 'RUNNING' and broken_at is null and due_at < now()`),
  );
}
