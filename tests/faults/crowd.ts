import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Person } from '../kit/person.ts';
import type { Server } from './site.ts';
import type { Truth } from './truth.ts';

/** Sockets one of our processes holds; its limit of files is usually above. */
const EACH = 8000;
/** Files a server needs besides its sockets. */
const SPARE = 1000;

interface Answer {
  readonly up: number;
  readonly behind: number;
  readonly dropped: number;
  readonly returns: number;
}

/** Files a process may have open. */
function filesOf(pid: number | undefined): number {
  try {
    const [, limit] = /Max open files\s+(\d+)/.exec(readFileSync(`/proc/${pid}/limits`, 'utf8')) ?? [];
    return Number(limit ?? 1024);
  } catch {
    return 1024;
  }
}

/** Sockets these servers' limits of open files let in. */
export function mostSockets(servers: readonly Server[]): number {
  return servers.reduce((sum, { copy }) => sum + Math.max(0, filesOf(copy.child.pid) - SPARE), 0);
}

/** Thousands of light clients with a picture of their tenant's tickets each, in processes of their own. */
export class Crowd {
  size = 0;
  private processes: ChildProcess[] = [];
  private asked = 0;

  /** So many of them, spread over servers and people. Resolves at once; `status` says how many are up. */
  async resize(servers: readonly Server[], people: readonly Person[], count: number): Promise<void> {
    if (count < this.size) await this.close();
    for (let left = count - this.size; left > 0; left -= EACH) {
      const child = fork(join(import.meta.dirname, 'crowd-process.ts'), [], {
        execArgv: ['--disable-warning=ExperimentalWarning'],
        stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      });
      child.setMaxListeners(0);
      this.processes.push(child);
      const mine = Math.min(left, EACH);
      const places = servers.flatMap(({ port }) =>
        people.map(({ token, tenant }) => ({ port, tenant, cookie: `landfall-${port}=${token}` })),
      );
      const seats = places.map((place, i) => ({ ...place, count: Math.floor((mine + i) / places.length) }));
      await this.ask(child, { what: 'open', seats });
      this.size += mine;
    }
  }

  /** Cuts every one at once, without a word. @returns how many were up */
  async drop(): Promise<number> {
    return (await this.askAll({ what: 'drop' })).dropped;
  }

  /** How many are up, and how often one has come back. */
  status(): Promise<Answer> {
    return this.askAll({ what: 'status' });
  }

  /** How many are away or show something else than the tables. */
  async behind(truths: ReadonlyMap<string, Truth>): Promise<number> {
    const truth = Object.fromEntries([...truths].map(([tenant, { tickets }]) => [tenant, tickets.slice(0, 20)]));
    return (await this.askAll({ what: 'compare', truth })).behind;
  }

  async close(): Promise<void> {
    await Promise.all(
      this.processes.map(async (child) => {
        const ended = child.exitCode === null && child.signalCode === null ? once(child, 'exit') : undefined;
        child.kill('SIGKILL');
        await ended;
      }),
    );
    this.processes = [];
    this.size = 0;
  }

  private async askAll(order: object): Promise<Answer> {
    const sum = { up: 0, behind: 0, dropped: 0, returns: 0 };
    for (const one of await Promise.all(this.processes.map((child) => this.ask(child, order))))
      for (const key of Object.keys(sum) as (keyof Answer)[]) sum[key] += one[key];
    return sum;
  }

  private ask(child: ChildProcess, order: object): Promise<Answer> {
    this.asked += 1;
    const id = this.asked;
    return new Promise((resolve, reject) => {
      const ended = (): void => reject(new Error('a process of the crowd ended'));
      if (!child.connected) return ended();
      const hear = (said: Answer & { id: number }): void => {
        if (said.id !== id) return;
        child.off('message', hear).off('exit', ended);
        resolve(said);
      };
      child.on('message', hear).once('exit', ended);
      child.send({ id, ...order });
    });
  }
}
