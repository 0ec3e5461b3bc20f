import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync, rmSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** What `postmaster.pid` says of the server that last ran on a cluster. */
export interface Postmaster {
  pid: number;
  port: number;
  socketDir: string | undefined;
  isReady: boolean;
}

/** The server running on a cluster now; undefined when none is (a file left by a killed one counts as none). */
export function runningPostmaster(cluster: string): Postmaster | undefined {
  const found = readPostmaster(cluster);
  return found && serves(found.pid, cluster) ? found : undefined;
}

/**
 * Removes a `postmaster.pid` whose number now belongs to some other process (a container's numbers start again at 1, and
 * a dead child nobody collects keeps its own): PostgreSQL would take that process for a server and refuse to start.
 * Where the number belongs to nobody PostgreSQL removes the file itself.
 */
export function clearStalePidFile(cluster: string): void {
  const found = readPostmaster(cluster);
  if (!found || !exists(found.pid) || serves(found.pid, cluster)) return;
  if (readPostmaster(cluster)?.pid === found.pid) unlinkSync(join(cluster, 'postmaster.pid'));
}

/** The same for sockets a killed server left in the folder kept for this cluster's. */
export function clearStaleSockets(socketDir: string, cluster: string): void {
  for (const name of readdirSync(socketDir)) {
    if (!/^\.s\.PGSQL\.\d+\.lock$/.test(name)) continue;
    const lock = join(socketDir, name);
    if (serves(Number.parseInt(readFileSync(lock, 'utf8'), 10), cluster)) continue;
    rmSync(lock, { force: true });
    rmSync(lock.slice(0, -'.lock'.length), { force: true });
  }
}

/** Ends a server: fast (open transactions roll back), then at once, then by force. Safe at every step. */
export async function endPostmaster(pid: number, cluster: string, patienceMs = 3000): Promise<void> {
  const steps: [NodeJS.Signals, number][] = [
    ['SIGINT', patienceMs],
    ['SIGQUIT', 700],
    ['SIGKILL', 1000],
  ];
  for (const [signal, wait] of steps) {
    try {
      process.kill(pid, signal);
    } catch {
      return;
    }
    const until = performance.now() + wait;
    while (performance.now() < until) {
      if (!serves(pid, cluster)) return;
      await delay(10);
    }
  }
}

function readPostmaster(cluster: string): Postmaster | undefined {
  let lines: string[];
  try {
    lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return undefined;
  }
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  return {
    pid,
    port: Number(lines[3]),
    socketDir: lines[4]?.trim() || undefined,
    isReady: lines[7]?.trim() === 'ready',
  };
}

/** True when the process lives and is the server of this cluster: numbers are used again, so being alive is not enough. */
function serves(pid: number, cluster: string): boolean {
  if (!exists(pid)) return false;
  if (process.platform === 'win32') return true;
  try {
    // The server works from its own data folder; a dead process nobody has collected has no working folder.
    if (process.platform === 'linux') return readlinkSync(`/proc/${pid}/cwd`) === cluster;
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).includes(cluster);
  } catch {
    return false;
  }
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
