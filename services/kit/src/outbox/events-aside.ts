import type { Reader } from '../tenancy/reader.ts';
import { withTraces } from '../tracing/event-trace.ts';
import type { EventRow } from './outbox-reader.ts';

/** How often an event that can't be taken is tried, and how long each wait is. */
export interface Retries {
  /** Attempts in all; the event is parked after the last. */
  readonly attempts: number;
  /** Wait behind the attempt of this number, the first being 1; in milliseconds. */
  readonly wait: (attempt: number) => number;
}

/** Nine attempts within nine minutes. */
export const PATIENT: Retries = { attempts: 9, wait: (attempt) => Math.min(1000 * 2 ** (attempt - 1), 300_000) };

/** Whoever takes an event that was put aside has this long before another process may. */
const LEASE = "interval '30 seconds'";

/** An event that was put aside, with the attempts so far. */
export type AsideRow = EventRow & { readonly attempts: number };

/** Consumers with an event whose wait is over. */
export async function consumersDue(worker: Reader): Promise<readonly string[]> {
  const rows = await worker.query<{ consumer: string }>(
    { login: 'worker' },
    { name: 'events-due', text: 'select distinct consumer from kit.event_aside where next_at <= now()' },
  );
  return rows.map(({ consumer }) => consumer);
}

/** Events one consumer could not take: the table `kit.event_aside`, as the worker. */
export class EventsAside {
  constructor(
    private readonly worker: Reader,
    private readonly consumer: string,
    private readonly retries: Retries,
  ) {}

  /** Puts an event aside, or back for its next attempt. @returns false where that was the last and it is parked */
  async put(event: EventRow, attempts: number, error: unknown): Promise<boolean> {
    const isOver = attempts >= this.retries.attempts;
    await this.worker.query(
      { login: 'worker' },
      {
        text: `insert into kit.event_aside (tenant_id, consumer, event_id, attempts, problem, next_at)
          values ($1, $2, $3, $4, $5, now() + $6 * interval '1 millisecond')
          on conflict (tenant_id, consumer, event_id) do update
          set attempts = excluded.attempts, problem = excluded.problem, next_at = excluded.next_at`,
        values: [
          event.tenantId,
          this.consumer,
          event.id,
          attempts,
          nameOf(error),
          isOver ? null : this.retries.wait(attempts),
        ],
      },
    );
    return !isOver;
  }

  /** Events whose wait is over, claimed by this process. */
  async claim(): Promise<AsideRow[]> {
    const events = await this.worker.query<AsideRow>(
      { login: 'worker' },
      {
        text: `with due as (select tenant_id, event_id from kit.event_aside where consumer = $1 and next_at <= now()
            order by next_at limit 50 for update skip locked),
          claimed as (update kit.event_aside a set next_at = now() + ${LEASE} from due d
            where a.consumer = $1 and a.tenant_id = d.tenant_id and a.event_id = d.event_id returning a.tenant_id, a.event_id, a.attempts)
          select e.xid::text, e.id::text, e.tenant_id as "tenantId", e.customer_id as "customerId", e.event, e.noun,
            e.noun_id as "nounId", e.ids, c.attempts
          from claimed c join kit.outbox_event e on e.tenant_id = c.tenant_id and e.id = c.event_id order by e.xid, e.id`,
        values: [this.consumer],
      },
    );
    return withTraces(events);
  }

  /** Gives back what was claimed and not tried. */
  async release(events: readonly EventRow[]): Promise<void> {
    await this.worker.query(
      { login: 'worker' },
      {
        text: `update kit.event_aside set next_at = now() where consumer = $1 and next_at is not null
          and (tenant_id, event_id) in (select * from unnest($2::uuid[], $3::uuid[]))`,
        values: [this.consumer, events.map(({ tenantId }) => tenantId), events.map(({ id }) => id)],
      },
    );
  }

  /** The event has had its effect after all. */
  async forget(event: EventRow): Promise<void> {
    await this.worker.query(
      { login: 'worker' },
      {
        text: 'delete from kit.event_aside where tenant_id = $1 and consumer = $2 and event_id = $3',
        values: [event.tenantId, this.consumer, event.id],
      },
    );
  }
}

/** What kind of error it was, without what it said. */
function nameOf(error: unknown): string {
  const { name, code } = error as { name?: string; code?: string };
  return [name ?? 'Error', code].filter(Boolean).join(' ').slice(0, 100);
}
