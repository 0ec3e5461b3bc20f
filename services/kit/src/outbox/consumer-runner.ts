import { setTimeout as delay } from 'node:timers/promises';
import type { Log } from '../log/log.ts';
import type { Consumer, Service } from '../service/service.ts';
import { isAway } from '../tenancy/database-error.ts';
import type { Tenancy } from '../tenancy/tenancy.ts';
import { tracedConsumer } from '../tracing/traced-work.ts';
import { tracing } from '../tracing/tracing.ts';
import { systemViewer } from '../viewer/viewer.ts';
import { ConsumerPlaces } from './consumer-places.ts';
import { type AsideRow, consumersDue, EventsAside, PATIENT, type Retries } from './events-aside.ts';
import { type EventRow, OutboxReader, type Position } from './outbox-reader.ts';

/** What the consumers of a host run on. */
export interface ConsumerOptions {
  readonly tenancy: Tenancy;
  readonly services: readonly Service[];
  readonly log: Log;
  /** How an event that can't be taken is tried again; patient unless said. */
  readonly retries?: Retries;
  /** How often is looked without being woken. Milliseconds. */
  readonly pollMilliseconds?: number;
}

/** The consumers at work. */
export interface RunningConsumers {
  /** Something was committed: look now. */
  wake(): void;
  /** Ends after the events under way; what is left waits for the next start. */
  stop(): Promise<void>;
  /** Resolves when everything committed before the call has had its effect or was put aside, or when stopped. */
  idle(): Promise<void>;
}

/** Tenants of one batch that are served at once: a busy one doesn't hold up the others. */
const LANES = 4;
const REMEMBER =
  'insert into kit.consumed_event (tenant_id, consumer, event_id) values (?, ?, ?) on conflict do nothing returning event_id';
const START: Position = { xid: '0', id: '00000000-0000-0000-0000-000000000000' };

/**
 * Runs every consumer of the services from the outbox, as the system working for the event's tenant. Effect and memory
 * of the event are one unit of work, so each event has its effect once whatever fails and however many processes run.
 * Order: commit order within a tenant, except for events put aside; so a handler reads what is, not what the event said.
 */
export async function startConsumers(options: ConsumerOptions): Promise<RunningConsumers> {
  const consumers = options.services.flatMap((service) => service.consumers ?? []);
  const { tenancy, log, pollMilliseconds = 250 } = options;
  const worker = tenancy.reader('worker');
  const places = new ConsumerPlaces(worker, log);
  const runs = await Promise.all(consumers.map((consumer) => ConsumerRun.start(consumer, options, places)));
  let stopped = false;
  // One question for all of them: mostly nothing was put aside.
  let looking: Promise<void> | undefined;
  const look = async (): Promise<void> => {
    const due = new Set(await consumersDue(worker));
    for (const run of runs) if (due.has(run.name)) run.retry();
  };
  const timer = setInterval(() => {
    looking ??= look()
      .catch((error: unknown) => log.warn({ err: error }, 'events put aside: will look again'))
      .finally(() => {
        looking = undefined;
      });
  }, pollMilliseconds).unref();
  const wake = (): void => {
    for (const run of runs) run.wake();
  };
  return {
    wake,
    async stop() {
      stopped = true;
      clearInterval(timer);
      await looking;
      await Promise.all(runs.map((run) => run.stop()));
      await places.stop();
    },
    async idle() {
      const end = await lastCommitted(options.tenancy);
      while (!stopped && end && !runs.every((run) => run.isPast(end))) {
        wake();
        await delay(5);
      }
    },
  };
}

/** The last event that is committed, also where an older transaction still holds it back from readers. */
async function lastCommitted(tenancy: Tenancy): Promise<Position | undefined> {
  const [row] = await tenancy
    .reader('worker')
    .query<{ xid: string; id: string }>(
      { login: 'worker' },
      { text: 'select e.xid::text, e.id::text from kit.outbox_event e order by e.xid desc, e.id desc limit 1' },
    );
  return row;
}

class ConsumerRun {
  private readonly reader: OutboxReader;
  private readonly aside: EventsAside;
  private readonly events: ReadonlySet<string>;
  private readonly nouns: ReadonlySet<string>;
  private retrying: Promise<void> | undefined;
  private isStopping = false;

  private constructor(
    private readonly consumer: Consumer,
    private readonly options: ConsumerOptions,
    private readonly places: ConsumerPlaces,
  ) {
    const { tenancy, log, pollMilliseconds = 250 } = options;
    const worker = tenancy.reader('worker');
    this.events = new Set(consumer.events);
    this.nouns = new Set(consumer.nouns ?? []);
    this.aside = new EventsAside(worker, consumer.name, options.retries ?? PATIENT);
    this.reader = new OutboxReader(worker, (events) => this.take(events), log, pollMilliseconds);
  }

  get name(): string {
    return this.consumer.name;
  }

  static async start(consumer: Consumer, options: ConsumerOptions, places: ConsumerPlaces): Promise<ConsumerRun> {
    const [saved] = await options.tenancy.reader('worker').query<{ xid: string; id: string }>(
      { login: 'worker' },
      {
        text: 'select xid::text, event_id::text as id from kit.consumer_position where consumer = $1',
        values: [consumer.name],
      },
    );
    const run = new ConsumerRun(consumer, options, places);
    await run.reader.start(saved ?? START);
    run.wake();
    return run;
  }

  wake(): void {
    this.reader.wake();
  }

  isPast(place: Position): boolean {
    return this.reader.isPast(place);
  }

  async stop(): Promise<void> {
    this.isStopping = true;
    await Promise.all([this.reader.stop(), this.retrying]);
  }

  /** A batch in commit order: tenants side by side, each one's events one after another; then the place is saved. */
  private async take(batch: readonly EventRow[]): Promise<void> {
    const wanted = batch.filter((event) => this.isFor(event));
    const tenants = Map.groupBy(wanted, ({ tenantId }) => tenantId).values();
    const lane = async (): Promise<void> => {
      for (const events of tenants)
        for (const event of events) {
          if (this.isStopping) return;
          await this.consume(event);
        }
    };
    const lanes = await Promise.allSettled(Array.from({ length: LANES }, lane));
    const failed = lanes.find((result) => result.status === 'rejected');
    if (failed) throw failed.reason;
    const last = batch.at(-1);
    // Cut short by the stop: the batch is read again at the next start, and what had its effect is remembered.
    if (last && !this.isStopping) this.places.note(this.name, last);
  }

  private isFor(event: EventRow): boolean {
    if (!this.events.has(event.event) && !this.nouns.has(event.noun)) return false;
    try {
      return this.consumer.concerns?.(event) ?? true;
    } catch {
      // It fails again where it is put aside: nobody else is held up.
      return true;
    }
  }

  /** @throws what isn't the event's own fault: the database is gone, and the batch is tried again as a whole */
  private async consume(event: EventRow | AsideRow): Promise<void> {
    const isAside = 'attempts' in event;
    const attempts = isAside ? event.attempts : 0;
    try {
      const { tracer } = tracing;
      if (tracer) await tracedConsumer(tracer, this.consumer.name, event, () => this.effect(event));
      else await this.effect(event);
      // Also the first attempt of one that an operator let begin anew.
      if (isAside) await this.aside.forget(event);
    } catch (error) {
      if (isAway(error)) throw error;
      const willRetry = await this.aside.put(event, attempts + 1, error);
      const about = {
        err: error,
        consumer: this.consumer.name,
        event: event.event,
        eventId: event.id,
        attempts: attempts + 1,
      };
      if (willRetry) this.options.log.warn(about, 'event put aside: will try again');
      else this.options.log.error(about, 'event parked: a person has to look');
    }
  }

  private effect(event: EventRow): Promise<void> {
    const tenant = this.consumer.tenantOf?.(event) ?? event.tenantId;
    return this.options.tenancy.work<void, { event_id: string }>(
      systemViewer(tenant, this.consumer.name),
      async (unit, fresh) => {
        unit.doing(event.event, event.id);
        if (fresh.length > 0) await this.consumer.handle(unit, event);
      },
      [REMEMBER, [tenant, this.consumer.name, event.id]],
    );
  }

  /** Tries again what was put aside and whose time has come; nobody else waits for it. */
  retry(): void {
    if (this.isStopping) return;
    this.retrying ??= this.retryOnce()
      .catch((error: unknown) => this.options.log.warn({ err: error }, 'events put aside: will try again'))
      .finally(() => {
        this.retrying = undefined;
      });
  }

  private async retryOnce(): Promise<void> {
    const claimed = await this.aside.claim();
    for (const [i, event] of claimed.entries()) {
      // Nobody has to wait for our lease to run out.
      if (this.isStopping) return this.aside.release(claimed.slice(i));
      await this.consume(event);
    }
  }
}
