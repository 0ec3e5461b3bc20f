import { setTimeout as delay } from 'node:timers/promises';
import type { JobWithMetadata, PgBoss } from 'pg-boss';
import type { Host } from '../service/context.ts';
import type { Background, Service } from '../service/service.ts';
import { type Library, openLibrary } from './library.ts';
import { doRun } from './one-run.ts';
import type { Schedule } from './schedule.ts';

/** What clock work runs on. */
export interface ClockWorkOptions {
  readonly host: Host;
  /** Address of the worker's login. */
  readonly url: string;
  readonly services: readonly Service[];
  readonly schedules: readonly Schedule[];
  /** How long a start is left in peace before the library is loaded; milliseconds. */
  readonly after?: number;
  /** How often each kind of work is looked for; seconds. */
  readonly everySeconds?: number;
}

/** A process ends within seconds: what is under way then gets this long. Milliseconds. */
const GRACE = 1500;
const AFTER = 2000;
const EVERY = 5;

/** How runs are given out. */
const QUEUE = {
  /** Tried again after 5 s, 10 s, … so often, then not before its next time. */
  retryLimit: 5,
  retryDelay: 5,
  retryBackoff: true,
  retryDelayMax: 300,
  /** Silent for so long, a process is taken to be dead and another does its work: the least the library takes. */
  heartbeatSeconds: 10,
  expireInSeconds: 6 * 3600,
  /** What nobody took up is dropped, what is over is forgotten. */
  retentionSeconds: 3600,
  deleteAfterSeconds: 86_400,
} as const;
const HEARTBEAT = 3;

/**
 * Keeps every schedule's times, each run once over all processes: whoever looks first does it. The library is pg-boss; its
 * tables are in the same database, so what it knows goes with a backup, and no session state is needed.
 */
export function startClockWork(options: ClockWorkOptions): Background {
  const { host, url, schedules, after = AFTER } = options;
  const stopping = new AbortController();
  let library: Library | undefined;
  const start = async (): Promise<void> => {
    await delay(after, undefined, { signal: stopping.signal, ref: false });
    library = await openLibrary(url, host.log);
    if (stopping.signal.aborted) return;
    // A database that is away is waited for, with longer and longer pauses.
    await library.boss.start({ attempts: Number.MAX_SAFE_INTEGER });
    if (stopping.signal.aborted) return;
    await keepTimes(library.boss, options);
    for (const schedule of schedules) await takePart(library.boss, schedule, options, stopping.signal);
  };
  const starting = start().catch((error: unknown) => {
    if (!stopping.signal.aborted) host.log.error({ err: error }, 'clock work: it doesn’t run in this process');
  });
  return {
    async stop() {
      stopping.abort();
      const closing = library?.close(GRACE);
      await starting;
      await (closing ?? library?.close(GRACE));
    },
  };
}

/** Writes down when each is due; of our services' schedules, those that are no more are forgotten. */
async function keepTimes(boss: PgBoss, { services, schedules }: ClockWorkOptions): Promise<void> {
  for (const { name, cron, timeZone, isMadeUpFor } of schedules) {
    // One at a time, whoever does it; while one waits to be done again, the next time brings no other.
    await boss.createQueue(name, { ...QUEUE, policy: 'exclusive' });
    await boss.updateQueue(name, QUEUE);
    await boss.schedule(name, cron, {}, { tz: timeZone ?? 'UTC', missed: isMadeUpFor ? 'once' : 'skip' });
  }
  const ours = new Set(services.map((service) => service.name));
  const declared = new Set(schedules.map(({ name }) => name));
  for (const { name } of await boss.getSchedules())
    if (ours.has(name.split('.')[0] ?? '') && !declared.has(name)) await boss.unschedule(name);
}

async function takePart(
  boss: PgBoss,
  schedule: Schedule,
  { host, everySeconds = EVERY }: ClockWorkOptions,
  stopping: AbortSignal,
): Promise<void> {
  const how = {
    pollingIntervalSeconds: everySeconds,
    heartbeatRefreshSeconds: HEARTBEAT,
    includeMetadata: true,
  } as const;
  await boss.work<object>(schedule.name, how, async ([run]) => {
    if (run) await doRun(schedule, host, run as JobWithMetadata<object>, stopping);
  });
}
