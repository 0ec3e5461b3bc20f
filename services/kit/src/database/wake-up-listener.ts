import pg from 'pg';
import type { Log } from '../log/log.ts';

/** What processes tell each other on: something was committed. */
export const WAKE_UP_CHANNEL = 'landfall_outbox';
const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 10_000;

/** Hears of commits elsewhere on a connection of its own (LISTEN is session state, so it never goes through a pooler); comes back by itself. */
export class WakeUpListener {
  private client: pg.Client | undefined;
  private timer: NodeJS.Timeout | undefined;
  private wait = FIRST_WAIT_MS;
  private stopped = false;

  constructor(
    private readonly url: string,
    /** Told who called; nobody, where calls may have been missed. */
    private readonly heard: (caller?: string) => void,
    private readonly log: Log,
  ) {}

  /** Connects; a database that is away is tried again later. */
  async start(): Promise<void> {
    const client = new pg.Client({ connectionString: this.url, keepAlive: true });
    this.client = client;
    client.on('notification', ({ payload }) => this.heard(payload));
    // A connection may complain more than once; unheard, the second complaint would end the process.
    client.on('error', () => this.again());
    client.once('end', () => this.again());
    try {
      await client.connect();
      await client.query(`listen ${WAKE_UP_CHANNEL}`);
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
