import { setTimeout as delay } from 'node:timers/promises';
import type { Agent } from './agent.ts';
import { mostSockets } from './crowd.ts';
import type { Scene } from './fault.ts';
import { soon } from './patience.ts';
import { quiet, truths } from './quiet.ts';
import type { Server } from './site.ts';

/** How storms went. */
export interface Stormed {
  readonly storms: number;
  readonly sockets: number;
  /** Clients that didn't show what the tables say, over all storms. */
  readonly gaps: number;
  /** Until the last one was back and showed everything. Seconds. */
  readonly slowest: number;
}

/** All back within this, or it is more than the machine takes. Milliseconds. */
const BACK_WITHIN = 60_000;
/** In a storm proper a slow machine is waited for: a gap is what stays. */
const PATIENCE = 240_000;
/** People go on working while sockets come back. Milliseconds. */
const AT_WORK = 3000;
const CALM_PACE = 4000;
const FIRST_SIZE = 1000;

/** Storms over a scene: every socket of the crowd and every page is cut at once and comes back. */
export class Storms {
  constructor(
    private readonly scene: Scene,
    private readonly agents: readonly Agent[],
    private readonly grow: (count: number) => Promise<void>,
    private readonly tell: (line: string) => void,
  ) {}

  /** @param asked sockets; undefined: as many as the machine takes, found out first */
  async run(count: number, asked: number | undefined): Promise<Stormed> {
    for (const agent of this.agents) agent.pace = CALM_PACE;
    const sockets = asked ?? (await this.most());
    if (asked) await this.fill(asked);
    let [gaps, slowest, storms] = [0, 0, 0];
    for (; storms < count && !this.scene.signal.aborted; storms++) {
      const { behind, seconds } = await this.storm(PATIENCE);
      gaps += behind;
      slowest = Math.max(slowest, seconds);
      this.tell(
        `storm ${storms + 1}/${count} of ${sockets} sockets: back after ${seconds.toFixed(1)} s, ${behind} gaps`,
      );
    }
    return { storms, sockets, gaps, slowest };
  }

  /** Doubles until not everybody is back within a minute, or servers may have no more files open. */
  private async most(): Promise<number> {
    const limit = mostSockets(this.scene.site.servers as Server[]);
    let most = 0;
    for (let size = Math.min(FIRST_SIZE, limit); ; size = Math.min(size * 2, limit)) {
      const isUp = await this.fill(size);
      const { behind, seconds } = isUp ? await this.storm(BACK_WITHIN) : { behind: size, seconds: 0 };
      this.tell(
        `${size} sockets: ${behind === 0 ? `all back after ${seconds.toFixed(1)} s` : 'not back within a minute'}`,
      );
      if (behind > 0) break;
      most = size;
      if (size === limit) break;
    }
    await this.fill(most);
    return most;
  }

  private async fill(size: number): Promise<boolean> {
    await this.grow(size);
    const { crowd, signal } = this.scene;
    return (await soon(async () => (await crowd.status()).up === size, PATIENCE, signal, 500)) ?? false;
  }

  private async storm(patience: number): Promise<{ behind: number; seconds: number }> {
    const { crowd, watchers, signal } = this.scene;
    const began = performance.now();
    await crowd.drop();
    for (const watcher of watchers) watcher.drop();
    await delay(AT_WORK, undefined, { signal });
    return quiet(this.agents, async () => {
      const known = await truths(this.scene);
      let behind = 0;
      await soon(
        async () => {
          behind = await crowd.behind(known);
          return behind === 0;
        },
        patience,
        signal,
        500,
      );
      return { behind, seconds: (performance.now() - began) / 1000 };
    });
  }
}
