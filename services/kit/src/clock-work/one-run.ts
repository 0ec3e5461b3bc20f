import type { Host } from '../service/context.ts';
import type { Schedule } from './schedule.ts';

/** A run as the library gives it out. */
export interface GivenRun {
  readonly retryCount: number;
  readonly retryLimit: number;
  /** Aborted when the run is no longer ours: it fell silent for too long, or took too long. */
  readonly signal: AbortSignal;
}

/** Why a run ended without being done, as it may be kept: what errors say may name people, so that is for the log alone. */
export class RunError extends Error {
  override readonly name = 'RunError';

  constructor(message: string) {
    super(message);
    // Kept with the run; where it was thrown says nothing.
    this.stack = `RunError: ${message}`;
  }
}

/** Does one run and tells what became of it. @throws RunError where it has to be done again */
export async function doRun(schedule: Schedule, host: Host, given: GivenRun, stopping: AbortSignal): Promise<void> {
  const { log } = host;
  const signal = AbortSignal.any([stopping, given.signal]);
  const attempt = given.retryCount + 1;
  const began = performance.now();
  try {
    await schedule.run(host, signal);
  } catch (error) {
    if (!signal.aborted) {
      const about = { err: error, schedule: schedule.name, attempt };
      if (attempt > given.retryLimit) log.error(about, 'clock work failed: not again before its next time');
      else log.warn(about, 'clock work failed: will try again');
      throw new RunError(`${(error as Error)?.name ?? 'Error'} ${codeOf(error)}`.trim().slice(0, 100));
    }
  }
  if (signal.aborted) {
    log.debug({ schedule: schedule.name, attempt }, 'clock work is left to another process');
    throw new RunError('left by a process that ended');
  }
  log.debug({ schedule: schedule.name, attempt, ms: Math.round(performance.now() - began) }, 'clock work done');
}

const codeOf = (error: unknown): string => {
  const { code } = (error ?? {}) as { code?: unknown };
  return typeof code === 'string' ? code : '';
};
