import pg from 'pg';
import type { Log } from '../log/log.ts';
import type { Reader } from '../tenancy/reader.ts';

const CHANNEL = 'landfall_outbox';
/** Commits closer together than this are told once. */
const QUIET_MS = 10;
const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 10_000;

/**
 * Tells other processes that something was committed. Sent on its own, never inside a writing transaction: NOTIFY holds
 * a lock of the whole server until the commit (performance.md). Only a hint: readers poll behind it.
 */
export class WakeUpCalls {
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly worker: Reader) {}

  /** Something was committed here. */
  send(): void {
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      this.worker
        .query({ login: 'worker' }, { name: 'wake-up', text: `select pg_notify('${CHANNEL}', '')` })
        .catch(() => {});
    }, QUIET_MS).unref();
  }

  /** Sends nothing any more. */
  stop(): void {
    clearTimeout(this.timer);
  }
}

/** Hears of commits elsewhere on a connection of its own (LISTEN is session state, so it never goes through a pooler); comes back by itself. */
export class WakeUpListener {
  private client: pg.Client | undefined;
  private timer: NodeJS.Timeout | undefined;
  private wait = FIRST_WAIT_MS;
  private stopped = false;

  constructor(
    private readonly url: string,
    private readonly heard: () => void,
    private readonly log: Log,
  ) {}

  /** Connects; a database that is away is tried again later. */
  async start(): Promise<void> {
    const client = new pg.Client({ connectionString: this.url, keepAlive: true });
    this.client = client;
    client.on('notification', () => this.heard());
    // A connection may complain more than once; unheard, the second complaint would end the process.
    client.on('error', () => this.again());
    client.once('end', () => this.again());
    try {
      await client.connect();
      await client.query(`listen ${CHANNEL}`);
      this.wait = FIRST_WAIT_MS;
      this.heard();
    } catch (error) {
      this.log.debug({ err: error }, 'listening: will try again');
      this.again();
    }
  }

  /** Ends for good. */
  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.client?.end().catch(() => {});
  }

  private again(): void {
    if (this.stopped || this.timer) return;
    this.client?.end().catch(() => {});
    this.timer = setTimeout(() => {
      this.timer = undefined;
      void this.start();
    }, this.wait).unref();
    this.wait = Math.min(this.wait * 2, LONGEST_WAIT_MS);
  }
}
