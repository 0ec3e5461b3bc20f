import cluster, { type Worker } from 'node:cluster';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { StartError } from '@landfall/kit/database/start.error';
import type { Lifecycle } from './lifecycle.ts';

/** A worker that ends by itself is replaced after this; longer each time it doesn't last. Milliseconds. */
const LEAST_PAUSE = 200;
const MOST_PAUSE = 10_000;
/** A worker that lasted this long was well. Milliseconds. */
const LASTED = 30_000;

/** What workers need to know beyond the environment they share with us. */
export interface WorkersOptions {
  readonly count: number;
  readonly env: Readonly<Record<string, string>>;
  readonly life: Lifecycle;
}

/**
 * Runs `count` processes of this program on one port; those that end by themselves are replaced, from then on when the
 * first is up: what is wrong with the start is told once, and ends it. @returns the port, once the first takes connections
 */
export async function runWorkers({ count, env, life }: WorkersOptions): Promise<number> {
  const running = new Set<Worker>();
  let pause = LEAST_PAUSE;
  const fork = (): Worker => {
    const worker = cluster.fork(env);
    const began = performance.now();
    running.add(worker);
    worker.once('exit', async () => {
      running.delete(worker);
      if (life.signal.aborted || !isUp) return;
      pause = performance.now() - began > LASTED ? LEAST_PAUSE : Math.min(pause * 2, MOST_PAUSE);
      life.report(new Error(`A worker ended by itself; another starts in ${pause} ms.`));
      await delay(pause, undefined, { ref: false });
      if (!life.signal.aborted) fork();
    });
    return worker;
  };
  let isUp = false;
  life.onStop('workers', () => stopAll(running), 4000);
  const first = fork();
  const { port } = await listening(first);
  isUp = true;
  for (let others = 1; others < count; others += 1) fork();
  return port;
}

/** Waits until a worker takes connections. @throws StartError where it ended first: it has said why */
async function listening(worker: Worker): Promise<{ port: number }> {
  const ended = once(worker, 'exit').then(([code]) => {
    throw new StartError(`A worker ended with code ${code} before it was ready.`);
  });
  const [address] = (await Promise.race([once(worker, 'listening'), ended])) as [{ port: number }];
  ended.catch(() => undefined);
  return address;
}

async function stopAll(running: ReadonlySet<Worker>): Promise<void> {
  await Promise.all(
    [...running].map(async (worker) => {
      const ended = once(worker, 'exit');
      worker.process.kill('SIGTERM');
      await ended;
    }),
  );
}
