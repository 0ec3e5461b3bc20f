import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort, lastComplaint, openLog } from './cluster.ts';
import type { DataFolder } from './data.folder.ts';
import { endOrphan } from './database.holder.ts';
import { type Account, commandAs } from './postgres.account.ts';
import { endPostmaster, runningPostmaster } from './postmaster.ts';
import { StartError } from './start.error.ts';

/** Sane for a laptop: one small resident server without the helpers nobody uses here. */
const SETTINGS: Record<string, string> = {
  listen_addresses: '127.0.0.1',
  unix_socket_permissions: '0700',
  max_connections: '100',
  shared_buffers: '128MB',
  effective_cache_size: '1GB',
  work_mem: '8MB',
  random_page_cost: '1.1',
  max_wal_size: '512MB',
  checkpoint_timeout: '15min',
  // Plans of a new system are made while its tables are empty, and kept until statistics come.
  autovacuum_naptime: '10s',
  timezone: 'UTC',
  log_timezone: 'UTC',
  jit: 'off',
  io_method: 'sync',
  max_logical_replication_workers: '0',
  max_wal_senders: '0',
  log_checkpoints: 'off',
};

const SIGNALS = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;

/** The PostgreSQL server of a data folder as a child of this process. */
export class ServerProcess {
  port = 0;
  private readonly folder: DataFolder;
  private readonly program: string;
  private readonly account: Account | undefined;
  private readonly settings: Record<string, string>;
  private child: ChildProcess | undefined;

  constructor(folder: DataFolder, program: string, account: Account | undefined, settings: Record<string, string>) {
    this.folder = folder;
    this.program = program;
    this.account = account;
    this.settings = settings;
    // A process that ends without stopping first takes its server along: at once, recovered at the next start.
    process.once('exit', this.abandon);
    for (const signal of SIGNALS) process.on(signal, this.interrupted);
  }

  /** Starts on the wanted port, or (unless it is fixed) on another where that is taken. Throws StartError. */
  async start(wanted: number | undefined, isFixed = false): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      this.port = isFixed && wanted ? wanted : await freePort(attempt === 1 ? wanted : undefined);
      const { handle, offset } = openLog(this.folder.log);
      this.child = this.spawn(handle);
      closeSync(handle);
      if (await this.becomesReady(this.child)) return;
      const complaint = lastComplaint(this.folder.log, offset);
      if (/postmaster\.pid/.test(complaint)) await endOrphan(this.folder);
      else if (!/could not (bind|create any)|shared memory block/i.test(complaint) || attempt > 20) {
        const why = complaint || 'no reason given';
        throw new StartError(`The database in ${this.folder.path} does not start: ${why} (see ${this.folder.log})`);
      }
      await delay(attempt * 50);
    }
  }

  onExit(listener: () => void): void {
    this.child?.once('exit', listener);
  }

  /** Ends it within 4 s. */
  async end(): Promise<void> {
    if (this.isRunning && this.child?.pid) await endPostmaster(this.child.pid, this.folder.cluster);
    this.forget();
  }

  /** A process that has no say of its own about signals (a test, a bench) would end by them without a last word. */
  private readonly interrupted = (signal: NodeJS.Signals) => {
    if (process.listenerCount(signal) > 1) return;
    this.abandon();
    this.forget();
    process.kill(process.pid, signal);
  };

  private forget(): void {
    process.removeListener('exit', this.abandon);
    for (const signal of SIGNALS) process.removeListener(signal, this.interrupted);
  }

  private get isRunning(): boolean {
    return this.child !== undefined && this.child.exitCode === null && this.child.signalCode === null;
  }

  private readonly abandon = () => {
    if (this.isRunning) this.child?.kill('SIGQUIT');
  };

  private spawn(log: number): ChildProcess {
    const settings = Object.entries({ ...SETTINGS, ...this.settings, port: String(this.port) });
    const flags = settings.flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    const { command, args, ids } = commandAs(this.account, this.program, ['-D', this.folder.cluster, ...flags]);
    // Its own session: Ctrl-C in a terminal reaches every process of the group, and the database must outlive our drain.
    const child = spawn(command, args, {
      ...ids,
      cwd: this.folder.cluster,
      detached: true,
      stdio: ['ignore', log, log],
      env: { ...process.env, LC_ALL: 'C', PGDATA: this.folder.cluster },
    });
    child.unref();
    return child;
  }

  /** True when the server accepts connections, false when it ended first. Recovery after a crash may take its time. */
  private async becomesReady(child: ChildProcess): Promise<boolean> {
    let hasEnded = false;
    const end = () => {
      hasEnded = true;
    };
    child.once('exit', end).once('error', end);
    while (!hasEnded) {
      const server = runningPostmaster(this.folder.cluster);
      if (server?.pid === child.pid && server?.isReady) return true;
      await delay(5);
    }
    return false;
  }
}
