import { flushCompileCache } from 'node:module';
import { StartError } from '@landfall/kit/database/start.error';
import { ConfigError } from '../config/config.ts';
import { Lifecycle, type LifecycleOptions } from './lifecycle.ts';

/**
 * Runs a process from start to end. A failed start is undone in order and told in one line each: wrong environment
 * ends with code 2, anything else its reader can mend with 1; only what nobody foresaw shows a stack, with a log id.
 */
export async function runProcess(
  start: (life: Lifecycle) => Promise<void>,
  options: LifecycleOptions = {},
): Promise<void> {
  const life = new Lifecycle(options);
  life.listen();
  try {
    await start(life);
    // Node keeps compiled code only at a proper end; the next start should be quick after a hard one too.
    setTimeout(flushCompileCache, 3000).unref();
  } catch (error) {
    if (life.signal.aborted) return life.stop();
    await life.stop(tellFailure(error, life));
  }
}

/** The same for a command that ends by itself. */
export function runCommand(work: (life: Lifecycle) => Promise<void>, options: LifecycleOptions = {}): Promise<void> {
  return runProcess(async (life) => {
    await work(life);
    await life.stop();
  }, options);
}

function tellFailure(error: unknown, life: Lifecycle): number {
  if (error instanceof ConfigError) {
    for (const problem of error.problems) process.stderr.write(`${problem}\n`);
    return 2;
  }
  if (error instanceof StartError) process.stderr.write(`${error.message}\n`);
  else life.report(error);
  return 1;
}
