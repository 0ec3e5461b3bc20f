import { execFileSync } from 'node:child_process';

/** The postmaster's children: each backend is a session of its own, so no signal to a group reaches them. */
function backends(postmaster: number): number[] {
  return execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' })
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
    .flatMap(([pid, parent]) => (pid && parent === postmaster ? [pid] : []));
}

/**
 * Sends a signal to every process of a PostgreSQL. The postmaster is stopped first, so that it starts no more of them, and
 * told last: without it nobody would know whose they are. @returns how many
 */
export function signalPostgres(postmaster: number, signal: NodeJS.Signals): number {
  process.kill(postmaster, 'SIGSTOP');
  const told = new Set<number>();
  // One that was being started while we looked is found by looking again.
  for (let fresh = backends(postmaster); fresh.length > 0; fresh = backends(postmaster).filter((pid) => !told.has(pid)))
    for (const pid of fresh) {
      told.add(pid);
      try {
        process.kill(pid, signal);
      } catch {
        // Ended meanwhile.
      }
    }
  process.kill(postmaster, signal);
  return told.size + 1;
}
