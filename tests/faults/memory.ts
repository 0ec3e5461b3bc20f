/** A process's memory at a quiet point. */
interface Reading {
  readonly after: string;
  readonly bytes: number;
}

/** What a fault left behind in a process that lived through it. */
export interface Held {
  readonly server: string;
  readonly fault: string;
  /** Bytes at the quiet point after it ÷ bytes at the one before. */
  readonly ratio: number;
}

/** Back within this of before. */
export const ALLOWED = 1.1;
/** A process isn't compared before it has answered so many mutations: what is compiled, prepared and loaded once is no leak. */
export const WARM_AFTER = 200;

/** Memory of servers from one quiet point to the next: nobody works, everything unreachable has been collected. */
export class MemoryBook {
  private readonly readings = new Map<number, { server: string; list: Reading[] }>();
  /** What was answered when a process was first seen. */
  private readonly known = new Map<number, number>();
  private readonly ratios: Held[] = [];

  /** What a process held before; undefined where it wasn't warm. Bytes. */
  before(pid: number): number | undefined {
    return this.readings.get(pid)?.list.at(-1)?.bytes;
  }

  /** @param answered mutations its server has answered until now, earlier processes of it included */
  note(pid: number, server: string, after: string, bytes: number, answered: number): void {
    const since = this.known.get(pid) ?? answered;
    this.known.set(pid, since);
    if (answered - since < WARM_AFTER) return;
    const before = this.before(pid);
    if (before !== undefined) this.ratios.push({ server, fault: after, ratio: bytes / before });
    const entry = this.readings.get(pid) ?? { server, list: [] };
    entry.list.push({ after, bytes });
    this.readings.set(pid, entry);
  }

  /** Faults some process lived through and kept more than is allowed of. */
  get held(): Held[] {
    return this.ratios.filter(({ ratio }) => ratio > ALLOWED);
  }

  get compared(): number {
    return this.ratios.length;
  }

  /** The most that was left after a fault. */
  get worst(): Held | undefined {
    return this.ratios.reduce<Held | undefined>(
      (worst, one) => (one.ratio > (worst?.ratio ?? 0) ? one : worst),
      undefined,
    );
  }

  /** How each process that lived long stands at its last quiet point against its first warm one. Megabytes and their ratio. */
  get lives(): { server: string; points: number; from: number; to: number; ratio: number }[] {
    return [...this.readings.values()].flatMap(({ server, list }) => {
      const [from, to] = [list[0]?.bytes, list.at(-1)?.bytes];
      if (!from || !to || list.length < 2) return [];
      return [{ server, points: list.length, from: from / 1e6, to: to / 1e6, ratio: to / from }];
    });
  }
}
