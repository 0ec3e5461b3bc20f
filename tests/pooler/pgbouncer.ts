import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort, removeFolder, temporaryFolder } from '../kit/copy.ts';

/** Connections to PostgreSQL for each login of each database. */
export const POOL_SIZE = 2;

/** Where the program is; undefined where it isn't. */
export function findPgBouncer(): string | undefined {
  for (const path of [
    '/usr/sbin/pgbouncer',
    '/usr/local/sbin/pgbouncer',
    '/usr/bin/pgbouncer',
    '/usr/local/bin/pgbouncer',
  ]) {
    try {
      execFileSync(path, ['--version'], { stdio: 'ignore' });
      return path;
    } catch {}
  }
  return undefined;
}

/** A pooler between us and PostgreSQL. */
export interface PgBouncer {
  /** The same address, through it. */
  through(url: string): string;
  stop(): Promise<void>;
}

/**
 * Starts one in transaction mode in front of the server of `tcpUrl`, as it is installed: no setting of it makes things easier for
 * us. It knows the passwords of `urls`.
 */
export async function startPgBouncer(program: string, tcpUrl: string, urls: readonly string[]): Promise<PgBouncer> {
  const folder = temporaryFolder();
  const port = await freePort();
  const { hostname, port: behind } = new URL(tcpUrl);
  const logins = [tcpUrl, ...urls].map((url) => new URL(url));
  const quoted = (text: string): string => `"${decodeURIComponent(text).replaceAll('"', '""')}"`;
  const users = join(folder, 'users.txt');
  writeFileSync(users, logins.map(({ username, password }) => `${quoted(username)} ${quoted(password)}\n`).join(''));
  const settings = {
    listen_addr: '127.0.0.1',
    listen_port: port,
    unix_socket_dir: '',
    auth_type: 'scram-sha-256',
    auth_file: users,
    pool_mode: 'transaction',
    default_pool_size: POOL_SIZE,
    max_client_conn: 5000,
    logfile: join(folder, 'log.txt'),
  };
  const file = join(folder, 'pgbouncer.ini');
  const lines = Object.entries(settings).map(([name, value]) => `${name} = ${value}`);
  writeFileSync(file, `[databases]\n* = host=${hostname} port=${behind}\n[pgbouncer]\n${lines.join('\n')}\n`);
  // It refuses to be root; the folder is open to whoever it becomes.
  const asRoot = process.getuid?.() === 0;
  if (asRoot) execFileSync('chown', ['-R', 'nobody', folder]);
  const child = spawn(program, [...(asRoot ? ['--user', 'nobody'] : []), '--quiet', file], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  await answers(child, port);
  return {
    through(url) {
      const there = new URL(url);
      there.hostname = '127.0.0.1';
      there.port = String(port);
      return there.href;
    },
    async stop() {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      // At once: what it still holds belongs to a database that goes too.
      child.kill('SIGTERM');
      await ended;
      removeFolder(folder);
    },
  };
}

async function answers(child: ChildProcess, port: number): Promise<void> {
  for (;;) {
    if (child.exitCode !== null) throw new Error(`PgBouncer ended with ${child.exitCode}.`);
    const isUp = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => {
        socket.destroy();
        resolve(true);
      });
      socket.once('error', () => resolve(false));
    });
    if (isUp) return;
    await delay(20);
  }
}
