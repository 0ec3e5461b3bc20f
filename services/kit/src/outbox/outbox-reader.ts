import { setImmediate as allHaveAsked } from 'node:timers/promises';
import type { BusEvent } from '../event-bus/event-bus.ts';
import type { Log } from '../log/log.ts';
import type { Reader } from '../tenancy/reader.ts';
import { withTraces } from '../tracing/event-trace.ts';

/** An event with the transaction that wrote it. */
export interface EventRow extends BusEvent {
  readonly xid: string;
}

/** A place in the outbox: the writing transaction, then the row. */
export interface Position {
  readonly xid: string;
  readonly id: string;
}

const BATCH = 500;
/** What was committed may be held back by an older transaction that tells nobody of its end: after a call is looked once more. */
const HELD_BACK_MS = 25;

/** What is about to be read, by the place behind which. */
const asked = new WeakMap<Reader, Map<string, Promise<EventRow[]>>>();

/**
 * The next events behind a position in commit order: a row counts only when its transaction is older than every running one.
 * Whoever asks from the same place in the same moment (a commit wakes every consumer of a process) is told by one statement,
 * which is sent once all have asked: none of them misses what woke it.
 */
export function readEvents(worker: Reader, after: Position): Promise<EventRow[]> {
  const reads = asked.get(worker) ?? new Map<string, Promise<EventRow[]>>();
  asked.set(worker, reads);
  const place = `${after.xid} ${after.id}`;
  const known = reads.get(place);
  if (known) return known;
  const read = allHaveAsked().then(() => {
    reads.delete(place);
    return readNow(worker, after);
  });
  reads.set(place, read);
  return read;
}

async function readNow(worker: Reader, after: Position): Promise<EventRow[]> {
  const events = await worker.query<EventRow>(
    { login: 'worker' },
    {
      name: 'outbox-read',
      isPlannedAnew: true,
      // Ordered by the columns, not by their texts of the same name: as text 998 comes after 1002.
      text: `select e.xid::text, e.id::text, e.tenant_id as "tenantId", e.customer_id as "customerId", e.event, e.noun, e.noun_id as "nounId", e.ids
        from kit.outbox_event e
        where e.xid >= $1::xid8 and (e.xid > $1::xid8 or e.id > $2::uuid) and e.xid < pg_snapshot_xmin(pg_current_snapshot())
        order by e.xid, e.id limit ${BATCH}`,
      values: [after.xid, after.id],
    },
  );
  return withTraces(events);
}

/** The place behind everything that can be read now. */
export async function endOfOutbox(worker: Reader): Promise<Position> {
  const [row] = await worker.query<Position>(
    { login: 'worker' },
    {
      text: `select e.xid::text, e.id::text from kit.outbox_event e where e.xid < pg_snapshot_xmin(pg_current_snapshot())
        order by e.xid desc, e.id desc limit 1`,
    },
  );
  return row ?? { xid: '0', id: '00000000-0000-0000-0000-000000000000' };
}

/**
 * Follows the outbox: woken by commits here and elsewhere, polling behind that. Events come to `deliver` in commit
 * order; a batch is not left before `deliver` has taken it.
 */
export class OutboxReader {
  private position: Position | undefined;
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;
  private again = false;
  private isWoken = false;
  private stopped = false;

  constructor(
    private readonly worker: Reader,
    private readonly deliver: (events: readonly EventRow[]) => Promise<void> | void,
    private readonly log: Log,
    private readonly pollMilliseconds = 250,
  ) {}

  /** Starts at a position, or at the present end. */
  async start(from?: Position): Promise<void> {
    this.position = from ?? (await endOfOutbox(this.worker));
    this.schedule();
  }

  /** Whether everything up to a place has been delivered. */
  isPast(place: Position): boolean {
    const { xid, id } = this.position ?? { xid: '0', id: '' };
    return BigInt(xid) > BigInt(place.xid) || (xid === place.xid && id >= place.id);
  }

  /** Something may be there: look now. */
  wake(): void {
    this.isWoken = true;
    this.look();
  }

  private look(): void {
    if (this.stopped || !this.position) return;
    if (this.running) {
      this.again = true;
      return;
    }
    this.running = this.drain().finally(() => {
      this.running = undefined;
      if (this.again) {
        this.again = false;
        this.look();
      } else this.schedule();
    });
  }

  /** Ends after the batch under way. */
  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.running;
  }

  private schedule(): void {
    clearTimeout(this.timer);
    if (this.stopped) return;
    const wait = this.isWoken ? Math.min(HELD_BACK_MS, this.pollMilliseconds) : this.pollMilliseconds;
    this.isWoken = false;
    this.timer = setTimeout(() => this.look(), wait);
    this.timer.unref();
  }

  private async drain(): Promise<void> {
    try {
      for (;;) {
        const rows = await readEvents(this.worker, this.position as Position);
        const last = rows.at(-1);
        if (!last || this.stopped) return;
        await this.deliver(rows);
        this.position = { xid: last.xid, id: last.id };
        if (rows.length < BATCH) return;
      }
    } catch (error) {
      this.log.warn({ err: error }, 'outbox: will try again');
    }
  }
}
