import type { Host } from '../service/context.ts';

/** Work done by the clock, once over all processes. */
export interface Schedule {
  /** Unique and stable, led by the service that has it: `notifications.reminders`. */
  readonly name: string;
  /** When: minute, hour, day, month, weekday, as cron has them. */
  readonly cron: string;
  /** Whose hours these are, an IANA zone; UTC unless said. */
  readonly timeZone?: string;
  /** Where no process ran at its time: done once as soon as one does. Left out otherwise. */
  readonly isMadeUpFor?: boolean;
  /**
   * One run. It may be begun again after half of it (a process was killed, or it threw), so it goes by what the tables say.
   * Ends early when the signal aborts.
   */
  readonly run: (host: Host, signal: AbortSignal) => Promise<unknown>;
}
