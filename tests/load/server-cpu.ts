import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { availableParallelism } from 'node:os';

/** The kernel counts in hundredths of a second, everywhere Node runs. */
const TICK_MS = 10;
const EVERY_MS = 200;

/** What the machine's processors did in a while. */
export interface Spent {
  /** CPU milliseconds of the server's processes. */
  readonly server: number;
  /** Share of the machine that neither the server, its database nor k6 took: what others did meanwhile. */
  readonly others: number;
}

/** CPU time of a server's processes as it grows, and of the machine, from /proc; says nothing where there is none. */
export class ServerCpu {
  private readonly readings: { at: number; server: number; all: number; ours: number }[] = [];
  private readonly timer: NodeJS.Timeout;

  constructor(private readonly pid: number | undefined) {
    this.note();
    this.timer = setInterval(() => this.note(), EVERY_MS).unref();
  }

  /** Between two instants of the clock. */
  between(from: number, until: number): Spent | undefined {
    const at = (instant: number) => this.readings.find((reading) => reading.at >= instant) ?? this.readings.at(-1);
    const [first, last] = [at(from), at(until)];
    if (!first || !last || last.at <= first.at) return undefined;
    const others = last.all - last.ours - (first.all - first.ours);
    const machine = (last.at - first.at) * availableParallelism();
    return { server: last.server - first.server, others: Math.min(1, Math.max(0, others / machine)) };
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private note(): void {
    if (this.pid === undefined) return;
    try {
      const server = sum([...family(this.pid, true)]);
      const ours = sum([...new Set([...family(process.pid), ...family(this.pid)])]);
      this.readings.push({ at: Date.now(), server, all: busyMs(), ours });
    } catch {
      // Another system, or the server has ended: the requests say so.
    }
  }
}

/** A process and those it started; of the same program only: a server may have workers, and a database that isn't meant. */
function family(pid: number, sameProgram = false): number[] {
  const children = read(`/proc/${pid}/task/${pid}/children`).trim().split(' ').filter(Boolean);
  const own = sameProgram ? children.filter((child) => programOf(child) === programOf(pid)) : children;
  return [pid, ...own.flatMap((child) => family(Number(child), sameProgram))];
}

const sum = (pids: readonly number[]): number => pids.reduce((total, pid) => total + cpuOf(pid), 0);

/** What all processors have done since the machine began: everything but idling and waiting for a disk. */
function busyMs(): number {
  const [line = ''] = readFileSync('/proc/stat', 'utf8').split('\n', 1);
  const [user = 0, nice = 0, system = 0, , , irq = 0, softIrq = 0] = line.split(/\s+/).slice(1).map(Number);
  return (user + nice + system + irq + softIrq) * TICK_MS;
}

function cpuOf(pid: number): number {
  // The name in brackets may hold anything; user and system time are the 12th and 13th after it.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}

/** Nothing where the process has ended meanwhile. */
function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function programOf(pid: number | string): string {
  try {
    return readlinkSync(`/proc/${pid}/exe`);
  } catch {
    return '';
  }
}

/** The process that listens on a port of this machine. */
export function listenerOf(port: number): number | undefined {
  try {
    const wanted = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
    const inodes = ['tcp', 'tcp6'].flatMap((table) =>
      readFileSync(`/proc/net/${table}`, 'utf8')
        .split('\n')
        .map((line) => line.trim().split(/\s+/))
        .filter((fields) => fields[1]?.endsWith(wanted) && fields[3] === '0A')
        .map((fields) => `socket:[${fields[9]}]`),
    );
    const processes = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
    return Number(processes.find((pid) => filesOf(pid).some((file) => inodes.includes(file)))) || undefined;
  } catch {
    return undefined;
  }
}

function filesOf(pid: string): string[] {
  try {
    const folder = `/proc/${pid}/fd`;
    return readdirSync(folder).map((name) => readlinkSync(`${folder}/${name}`));
  } catch {
    return [];
  }
}
