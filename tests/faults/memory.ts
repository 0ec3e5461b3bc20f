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
/** A process's first quiet points aren't compared: what is compiled, prepared and loaded once is no leak. */
const WARM_AFTER = 2;

/** Memory of servers from one quiet point to the next: nobody works, everything unreachable has been collected. */
export class MemoryBook {
  private readonly readings = new Map<number, { server: string; list: Reading[] }>();
  private readonly ratios: Held[] = [];

  /** What a process held before, once it is warm; undefined before that. Bytes. */
  before(pid: number): number | undefined {
    const list = this.readings.get(pid)?.list ?? [];
    return list.length >= WARM_AFTER ? list.at(-1)?.bytes : undefined;
  }

  note(pid: number, server: string, after: string, bytes: number): void {
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
      const [from, to] = [list[WARM_AFTER - 1]?.bytes, list.at(-1)?.bytes];
      if (!from || !to || list.length < WARM_AFTER + 2) return [];
      return [{ server, points: list.length, from: from / 1e6, to: to / 1e6, ratio: to / from }];
    });
  }
}
