import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type Child, startChild } from './child.ts';

/** What a server holds once its garbage is collected. Bytes. */
export interface Weight {
  readonly resident: number;
  readonly heap: number;
}

/** A server under measurement that can be weighed, and whose processor time is known. */
export interface WeighedServer extends Child {
  weigh(): Promise<Weight>;
  /** Milliseconds it has worked since it started. */
  worked(): number;
}

const TICK_MS = 10;

/** Starts a server as {@link startChild} does. */
export async function startWeighed(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<WeighedServer> {
  const folder = mkdtempSync(join(tmpdir(), 'landfall-weight-'));
  const file = join(folder, 'memory.json');
  const child = await startChild(['--import', resolve(import.meta.dirname, 'peers/weighed.ts'), ...args], {
    ...env,
    MEMORY_FILE: file,
  });
  return {
    ...child,
    async weigh() {
      rmSync(file, { force: true });
      process.kill(child.pid, 'SIGUSR2');
      for (let waited = 0; waited < 20_000; waited += 50) {
        await delay(50);
        const weight = read(file);
        if (weight) return weight;
      }
      throw new Error(`${args.at(-1)} doesn't say what it holds`);
    },
    worked() {
      const [, , ...fields] = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(/ (?=[A-Z] )|(?<=[A-Z]) | /);
      return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
    },
    async stop() {
      await child.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function read(file: string): Weight | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Weight;
  } catch {
    return undefined;
  }
}
