import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Copy, eventually, freePort, removeFolder, temporaryFolder } from '../kit/copy.ts';
import { stopwatch } from '../kit/stopwatch.ts';

let dataDir: string;
let copy: Copy;
let metricsPort: number;

/** Processes of this program that a process has started. */
function workersOf(parent: number | undefined): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const [, ppid] = /\) \S (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? [];
        const isOurs = Number(ppid) === parent && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('main.js');
        return isOurs ? [Number(pid)] : [];
      } catch {
        return []; // It ended while we looked.
      }
    });
}

const metrics = async (): Promise<string> => (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text();

beforeAll(async () => {
  dataDir = temporaryFolder();
  const port = await freePort();
  metricsPort = await freePort();
  copy = Copy.run({
    PORT: String(port),
    DATA_DIR: dataDir,
    WORKERS: '2',
    METRICS_PORT: String(metricsPort),
    LOG_LEVEL: 'warn',
  });
  await copy.up();
});
afterAll(() => {
  copy.kill('SIGKILL');
  removeFolder(dataDir);
});

const running = () => workersOf(copy.child.pid);
/** Ends one of two at once. @returns the one that came in its place */
async function replaced(pid: number): Promise<number> {
  const before = running();
  process.kill(pid, 'SIGKILL');
  const others = () => running().filter((one) => !before.includes(one));
  await expect.poll(others, { timeout: 15_000 }).toHaveLength(1);
  expect(running()).toEqual(expect.arrayContaining(before.filter((one) => one !== pid)));
  return others()[0] as number;
}

test('two workers answer on one port, and one that is killed is replaced without anybody being refused for long, even while it starts', async () => {
  await expect.poll(() => running().length).toBe(2);
  const [first, second] = running().sort((a, b) => a - b) as [number, number];
  // The first answers; the second has only begun, and so has the one in its place.
  const third = await replaced(second);
  await replaced(third);
  expect(await eventually(() => copy.answers(), 5000)).toBe(true);
  await replaced(first);
  expect(await eventually(() => copy.answers(), 5000)).toBe(true);
});

test('what workers measure is told in one place, on a port of its own', async () => {
  await fetch(`http://127.0.0.1:${copy.port}/healthz`);
  await expect.poll(metrics, { timeout: 10_000 }).toMatch(/landfall_promises_due\{state="unnoted"\} 0/);
  expect(await metrics()).toMatch(/landfall_connections_idle\{login="worker"\} \d/);
  const elsewhere = await fetch(`http://127.0.0.1:${copy.port}/metrics`);
  expect(await elsewhere.text()).not.toContain('landfall_');
});

test('all of them end within five seconds of the wish', async () => {
  const elapsed = stopwatch();
  copy.kill('SIGTERM');
  expect(await copy.ended).toBe(0);
  expect(elapsed()).toBeLessThan(5000);
  expect(running()).toEqual([]);
});
