import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** The kernel counts in hundredths of a second, everywhere Node runs. */
const TICK_MS = 10;
const EVERY_MS = 200;

/** CPU time of a server's processes as it grows, from /proc; says nothing where there is none. */
export class ServerCpu {
  private readonly readings: { readonly at: number; readonly ms: number }[] = [];
  private readonly timer: NodeJS.Timeout;

  constructor(private readonly pid: number | undefined) {
    this.read();
    this.timer = setInterval(() => this.read(), EVERY_MS).unref();
  }

  /** CPU milliseconds between two instants of the clock. */
  between(from: number, until: number): number | undefined {
    const at = (instant: number) => this.readings.find((reading) => reading.at >= instant) ?? this.readings.at(-1);
    const [first, last] = [at(from), at(until)];
    return first && last && last.at > first.at ? last.ms - first.ms : undefined;
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private read(): void {
    if (this.pid === undefined) return;
    try {
      const ms = family(this.pid).reduce((sum, pid) => sum + cpuOf(pid), 0);
      this.readings.push({ at: Date.now(), ms });
    } catch {
      // Another system, or the server has ended: the requests say so.
    }
  }
}

/** A process and those of the same program that it started: a server may have workers, and a database that isn't meant. */
function family(pid: number): number[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
  const program = readlinkSync(`/proc/${pid}/exe`);
  const own = children.split(' ').filter((child) => child && readlinkSync(`/proc/${child}/exe`) === program);
  return [pid, ...own.flatMap((child) => family(Number(child)))];
}

function cpuOf(pid: number): number {
  // The name in brackets may hold anything; user and system time are the 12th and 13th after it.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
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
