import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chownSync, closeSync, lstatSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { createCluster, freePort, lastComplaint, openLog } from './cluster.ts';
import { DataFolder, FORMAT, POSTGRES_MAJOR } from './data.folder.ts';
import { type Account, postgresAccount, postgresPrograms, requireReachable } from './postgres.account.ts';
import { clearStalePidFile, endPostmaster, type Postmaster, runningPostmaster } from './postmaster.ts';
import { StartError } from './start.error.ts';

/** Addresses of an embedded database. Both carry the superuser's password. */
export interface EmbeddedAddress {
  /** The quickest way in for this machine: the Unix socket where there is one, else TCP. Good for pg and for MikroORM. */
  adminUrl: string;
  /** The same over 127.0.0.1, for other programs. */
  tcpUrl: string;
  port: number;
  socketDir: string | undefined;
}

export interface EmbeddedDatabase extends EmbeddedAddress {
  /** Ends the database within 4 s, open transactions rolled back. Safe to call twice. */
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  /** Server settings beside Landfall's own, as `postgres -c name=value`: for benches and tests. */
  settings?: Record<string, string>;
  /** Told when the database ended by itself and was started again, or (with an error) could not be. */
  onLost?: (message: string, error?: unknown) => void;
}

const DATABASE = 'landfall';
/** Held for as long as a Landfall uses its database; it goes with the process, however that ends. */
const IN_USE = 'pg_try_advisory_lock(1279350854, 1)';
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
  timezone: 'UTC',
  log_timezone: 'UTC',
  jit: 'off',
  io_method: 'sync',
  max_logical_replication_workers: '0',
  max_wal_senders: '0',
  log_checkpoints: 'off',
};

/**
 * Starts the PostgreSQL of a data folder, making it first where there is none, and takes it for this process alone.
 * A server left behind by a killed process is ended and started anew.
 * Throws StartError: folder in use, written by a newer version, unreadable, full.
 */
export async function startEmbedded(dataDir: string, options: EmbeddedOptions = {}): Promise<EmbeddedDatabase> {
  const programs = postgresPrograms();
  const folder = new DataFolder(dataDir);
  const note = folder.read();
  const account = postgresAccount(folder.cluster);
  requireReachable(folder.path, account);
  requireReachable(programs.postgres, account);
  if (!folder.hasCluster()) await createCluster(folder, programs, account);
  await endOrphan(folder);

  const socketDir = prepareSocketDir(folder, account);
  const settings = { ...SETTINGS, unix_socket_directories: socketDir ?? '', ...options.settings };
  let { child, port } = await startServer(folder, programs.postgres, account, settings, note?.port);
  const address = addressOf(folder, port, socketDir);
  let holder = await takeDatabase(folder, address.adminUrl);
  folder.write({ format: FORMAT, postgres: POSTGRES_MAJOR, port, socketDir });

  let stopping: Promise<void> | undefined;
  const watch = () => {
    child.once('exit', () => {
      if (!stopping) void restart();
    });
  };
  const restart = async () => {
    try {
      await delay(200);
      ({ child, port } = await startServer(folder, programs.postgres, account, settings, port, port));
      watch();
      if (stopping) return;
      holder = await takeDatabase(folder, address.adminUrl);
      options.onLost?.('The embedded database ended by itself and was started again.');
    } catch (error) {
      if (!stopping) options.onLost?.('The embedded database ended by itself and does not start again.', error);
    }
  };
  watch();
  const isRunning = () => child.pid !== undefined && child.exitCode === null && child.signalCode === null;
  // A process that ends without stopping first takes its database along: at once, recovered at the next start.
  const abandon = () => {
    if (isRunning()) child.kill('SIGQUIT');
  };
  process.once('exit', abandon);
  const stop = async () => {
    await holder.end().catch(() => undefined);
    if (isRunning()) await endPostmaster(child.pid as number, folder.cluster);
    process.removeListener('exit', abandon);
  };
  return {
    ...address,
    stop() {
      stopping ??= stop();
      return stopping;
    },
  };
}

/** Where the database of a data folder listens now; undefined when it isn't running. */
export function findEmbedded(dataDir: string): EmbeddedAddress | undefined {
  const folder = new DataFolder(dataDir);
  if (!folder.hasCluster()) return undefined;
  const server = runningPostmaster(folder.cluster);
  return server?.isReady ? addressOf(folder, server.port, server.socketDir) : undefined;
}

/** A server still running on our folder is another Landfall's, or was left behind by one killed: only then end it. */
async function endOrphan(folder: DataFolder): Promise<void> {
  const until = performance.now() + 30_000;
  let denials = 0;
  for (let server = runningPostmaster(folder.cluster); server; server = runningPostmaster(folder.cluster)) {
    const holder = await holderOf(folder, server);
    if (holder === 'nobody') return endPostmaster(server.pid, folder.cluster, 10_000);
    // A process killed a moment ago may still hold the database: ask again before believing it.
    if (holder !== 'busy' && ++denials > 5) throw inUse(folder, holder);
    if (performance.now() > until) {
      throw new StartError(`The database in ${folder.path} (process ${server.pid}) does not answer: end that process, or choose another folder with DATA_DIR.`);
    }
    await delay(100);
  }
  clearStalePidFile(folder.cluster);
}

/** Who uses the server: nobody, a Landfall ('process 123'), or 'busy' while it starts or stops. */
async function holderOf(folder: DataFolder, server: Postmaster): Promise<string> {
  const client = new pg.Client({ connectionString: addressOf(folder, server.port, server.socketDir).adminUrl, connectionTimeoutMillis: 2000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ free: boolean; by: string | null }>(
      `select ${IN_USE} as free, (select application_name from pg_stat_activity where application_name like 'landfall %' limit 1) as by`,
    );
    if (rows[0]?.free) return 'nobody';
    return rows[0]?.by?.replace('landfall', 'process') ?? 'another process';
  } catch (error) {
    // No such database: the process that made the cluster was killed before it made the database.
    return (error as { code?: string }).code === '3D000' ? 'nobody' : 'busy';
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function startServer(
  folder: DataFolder,
  program: string,
  account: Account | undefined,
  settings: Record<string, string>,
  wanted: number | undefined,
  fixed?: number,
): Promise<{ child: ChildProcess; port: number }> {
  for (let attempt = 1; ; attempt++) {
    const port = fixed ?? (await freePort(attempt === 1 ? wanted : undefined));
    const { handle, offset } = openLog(folder.log);
    const flags = Object.entries({ ...settings, port: String(port) }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    // Its own session: Ctrl-C in a terminal reaches every process of the group, and the database must outlive our drain.
    const child = spawn(program, ['-D', folder.cluster, ...flags], {
      ...account,
      cwd: folder.cluster,
      detached: true,
      stdio: ['ignore', handle, handle],
      env: { ...process.env, LC_ALL: 'C', PGDATA: folder.cluster },
    });
    closeSync(handle);
    child.unref();
    if (await becomesReady(child, folder)) return { child, port };
    const complaint = lastComplaint(folder.log, offset);
    if (/postmaster\.pid/.test(complaint)) await endOrphan(folder);
    else if (!/Address already in use|could not (bind|create any)|shared memory block/i.test(complaint) || attempt > 20) {
      throw new StartError(`The database in ${folder.path} does not start: ${complaint || 'no reason given'} (${folder.log})`);
    }
    await delay(attempt * 50);
  }
}

/** True when the server accepts connections, false when it ended first. Recovery after a crash may take its time. */
async function becomesReady(child: ChildProcess, folder: DataFolder): Promise<boolean> {
  let hasEnded = false;
  child.once('exit', () => {
    hasEnded = true;
  });
  child.once('error', () => {
    hasEnded = true;
  });
  while (!hasEnded) {
    const server = runningPostmaster(folder.cluster);
    if (server?.pid === child.pid && server?.isReady) return true;
    await delay(5);
  }
  return false;
}

/** Makes the database where missing and marks it as ours for as long as this connection lives. */
async function takeDatabase(folder: DataFolder, adminUrl: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: adminUrl, application_name: `landfall ${process.pid}` });
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (error) {
    if ((error as { code?: string }).code !== '3D000') throw error;
    const admin = new pg.Client({ connectionString: adminUrl.replace(/\/[^/]*$/, '/postgres') });
    await admin.connect();
    try {
      await admin.query(`create database ${DATABASE}`);
      // Nobody but the superuser has business in the databases beside ours.
      await admin.query('revoke connect on database postgres, template1 from public');
    } finally {
      await admin.end();
    }
    return takeDatabase(folder, adminUrl);
  }
  const { rows } = await client.query<{ taken: boolean }>(`select ${IN_USE} as taken`);
  if (rows[0]?.taken) return client;
  await client.end();
  throw inUse(folder, 'another process');
}

function inUse(folder: DataFolder, holder: string): StartError {
  return new StartError(
    `Landfall already runs on the data folder ${folder.path} (${holder}): stop that one, or choose another folder with DATA_DIR.`,
  );
}

function addressOf(folder: DataFolder, port: number, socketDir: string | undefined): EmbeddedAddress {
  const login = `postgres://postgres:${folder.adminPassword()}@`;
  const tcpUrl = `${login}127.0.0.1:${port}/${DATABASE}`;
  return {
    adminUrl: socketDir ? `${login}${encodeURIComponent(socketDir)}:${port}/${DATABASE}` : tcpUrl,
    tcpUrl,
    port,
    socketDir,
  };
}

/**
 * A folder for the Unix socket with a short path (the system allows about 100 bytes), the same for a data folder each
 * time. Undefined where there can't be one: Windows, a long temporary path, or a folder somebody else made there.
 */
function prepareSocketDir(folder: DataFolder, account: Account | undefined): string | undefined {
  if (process.platform === 'win32') return undefined;
  const key = createHash('sha256').update(folder.path).digest('hex').slice(0, 12);
  const path = join(tmpdir(), `landfall-${key}`);
  if (Buffer.byteLength(path) + '/.s.PGSQL.65535.lock'.length > 100) return undefined;
  try {
    mkdirSync(path, { recursive: true, mode: 0o755 });
    const entry = lstatSync(path);
    const owner = account?.uid ?? process.getuid?.();
    if (!entry.isDirectory() || (entry.uid !== owner && entry.uid !== process.getuid?.())) return undefined;
    if (account) {
      chownSync(path, account.uid, account.gid);
      requireReachable(path, account);
    }
    return path;
  } catch {
    return undefined;
  }
}
