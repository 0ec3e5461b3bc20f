import { execFileSync, spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const ROOT = resolve(import.meta.dirname, '../..');
/** Longer than a transaction of people's may last, and how long all goes on between two of them. Milliseconds. */
const PAUSE = 2600;
const BETWEEN = 9000;
if (process.platform === 'win32') {
  process.stdout.write('Skipped: Windows has no signal that makes a process stand still.\n');
  process.exit(0);
}

/** Everything a process started, and what that started, as far as it is still its parent. */
function descendants(pid: number): number[] {
  const byParent = Map.groupBy(
    execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' })
      .trim()
      .split('\n')
      .map((line) => line.trim().split(/\s+/).map(Number) as [number, number]),
    ([, parent]) => parent,
  );
  const found = [pid];
  for (const parent of found) for (const [child] of byParent.get(parent) ?? []) found.push(child);
  return found;
}

function signal(pids: readonly number[], name: NodeJS.Signals): void {
  for (const pid of pids)
    try {
      process.kill(pid, name);
    } catch {
      // Ended meanwhile.
    }
}

/**
 * `npm run test:pauses`: the tests on a machine that stands still for some seconds now and then, longer than a transaction may
 * last, as a virtual machine does that is moved. What passes here passes on a busy machine.
 */
const vitest = resolve(ROOT, 'node_modules/vitest/vitest.mjs');
const child = spawn(process.execPath, [vitest, 'run', ...process.argv.slice(2)], {
  cwd: ROOT,
  stdio: 'inherit',
  env: { ...process.env, NODE_ENV: 'test' },
});
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => child.kill(name));
let pauses = 0;
child.once('exit', (code) => {
  process.stdout.write(`stood still ${pauses} times for ${PAUSE / 1000} s\n`);
  process.exit(code ?? 1);
});
for (;;) {
  await sleep(BETWEEN);
  const pids = descendants(child.pid ?? 0);
  signal(pids, 'SIGSTOP');
  try {
    await sleep(PAUSE);
  } finally {
    signal(pids, 'SIGCONT');
  }
  pauses += 1;
}
