import type { Log } from '../log/log.ts';
import type { Reader } from '../tenancy/reader.ts';
import type { Position } from './outbox-reader.ts';

/** How long a place may be unsaved. A process that is killed reads so much again, and what had its effect is remembered. Milliseconds. */
const UNSAVED_MS = 1000;

/** How far the consumers of a process are, saved together and not at every commit. */
export class ConsumerPlaces {
  private readonly moved = new Map<string, Position>();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly worker: Reader,
    private readonly log: Log,
  ) {}

  /** A consumer has taken everything up to a place. */
  note(consumer: string, place: Position): void {
    this.moved.set(consumer, place);
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      void this.save();
    }, UNSAVED_MS).unref();
  }

  /** Saves what there is and ends. */
  async stop(): Promise<void> {
    clearTimeout(this.timer);
    await this.save();
  }

  private async save(): Promise<void> {
    // In the order of names: two processes don't wait for each other in a ring.
    const places = [...this.moved].sort(([a], [b]) => (a < b ? -1 : 1));
    if (places.length === 0) return;
    this.moved.clear();
    try {
      await this.write(places);
    } catch (error) {
      this.log.warn({ err: error }, 'places of consumers: will be saved with the next');
      for (const [consumer, place] of places) if (!this.moved.has(consumer)) this.moved.set(consumer, place);
    }
  }

  /** Never backwards: another process may be further. */
  private async write(places: readonly (readonly [string, Position])[]): Promise<void> {
    await this.worker.query(
      { login: 'worker' },
      {
        name: 'consumer-places',
        text: `insert into kit.consumer_position as p (consumer, xid, event_id)
          select consumer, xid::xid8, event_id from unnest($1::text[], $2::text[], $3::uuid[]) as place (consumer, xid, event_id)
          on conflict (consumer) do update set xid = excluded.xid, event_id = excluded.event_id
          where (p.xid, p.event_id) < (excluded.xid, excluded.event_id)`,
        values: [
          places.map(([consumer]) => consumer),
          places.map(([, { xid }]) => xid),
          places.map(([, { id }]) => id),
        ],
      },
    );
  }
}
