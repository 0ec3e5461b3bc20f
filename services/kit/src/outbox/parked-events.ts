import type { Reader } from '../tenancy/reader.ts';

/** An event a consumer gave up on, for the person who looks after it. */
export interface ParkedEvent {
  readonly consumer: string;
  readonly eventId: string;
  readonly tenantId: string;
  readonly event: string;
  readonly noun: string;
  readonly nounId: string;
  readonly attempts: number;
  /** Name and code of the last error; what it said is in the log. */
  readonly problem: string;
  readonly since: string;
}

const worker = { login: 'worker' } as const;

/** Every parked event, the oldest first. */
export function parkedEvents(reader: Reader): Promise<ParkedEvent[]> {
  return reader.query<ParkedEvent>(worker, {
    text: `select a.consumer, a.event_id as "eventId", a.tenant_id as "tenantId", coalesce(e.event, '') as event, coalesce(e.noun, '') as noun,
        e.noun_id as "nounId", a.attempts, a.problem, a.since
      from kit.event_aside a left join kit.outbox_event e on e.tenant_id = a.tenant_id and e.id = a.event_id
      where a.next_at is null order by a.since, a.event_id`,
  });
}

/**
 * Lets parked events be tried again from the start: one, all of a consumer, or all.
 * @returns how many
 */
export async function retryParked(reader: Reader, which: { consumer?: string; eventId?: string }): Promise<number> {
  const rows = await reader.query(worker, {
    text: `update kit.event_aside set next_at = now(), attempts = 0 where next_at is null
      and ($1::text is null or consumer = $1) and ($2::uuid is null or event_id = $2) returning event_id`,
    values: [which.consumer ?? null, which.eventId ?? null],
  });
  return rows.length;
}

/** Drops one parked event of one consumer for good: its effect will not come. @returns whether there was one */
export async function dropParked(reader: Reader, consumer: string, eventId: string): Promise<boolean> {
  const rows = await reader.query(worker, {
    text: 'delete from kit.event_aside where next_at is null and consumer = $1 and event_id = $2::uuid returning event_id',
    values: [consumer, eventId],
  });
  return rows.length > 0;
}
