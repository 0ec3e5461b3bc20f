import { execFileSync } from 'node:child_process';
import { closeSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { platform } from 'node:os';
import { join } from 'node:path';

/** Room for a cluster, its write-ahead log and a run; small enough to be filled in a second. */
const MEGABYTES = 1500;
const CHUNK = Buffer.alloc(1 << 20);

/** A disk of its own for a folder, so that it can be full without anybody else's being so. */
export class SmallDisk {
  private constructor(private readonly folder: string) {}

  /** Mounts one over an empty folder. @returns why not, where the system doesn't let us */
  static mount(folder: string): SmallDisk | string {
    if (platform() !== 'linux') return 'small disks are made on Linux only';
    if (process.getuid?.() !== 0) return 'only root may mount a small disk';
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${MEGABYTES}m,mode=755`, 'landfall-faults', folder], {
        stdio: 'pipe',
      });
      return new SmallDisk(folder);
    } catch (error) {
      return `no small disk: ${String((error as { stderr?: Buffer }).stderr ?? error).trim()}`;
    }
  }

  /** Takes all the room there is. @returns megabytes taken */
  fill(): number {
    const file = openSync(this.ballast, 'w');
    try {
      for (let size = CHUNK.length; size >= 512; size /= 2)
        for (;;) {
          try {
            if (writeSync(file, CHUNK, 0, size) < size) break;
          } catch {
            break;
          }
        }
    } finally {
      closeSync(file);
    }
    return Math.round(statfsSync(this.folder).blocks * (statfsSync(this.folder).bsize / 1e6));
  }

  /** Whether there is no room at all. */
  get isFull(): boolean {
    return statfsSync(this.folder).bavail < 4;
  }

  empty(): void {
    rmSync(this.ballast, { force: true });
  }

  unmount(): void {
    try {
      execFileSync('umount', [this.folder], { stdio: 'pipe' });
    } catch {
      execFileSync('umount', ['-l', this.folder], { stdio: 'pipe' });
    }
  }

  private get ballast(): string {
    return join(this.folder, 'ballast');
  }
}
