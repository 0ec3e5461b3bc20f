import { createHash } from 'node:crypto';
import { chownSync, lstatSync, mkdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DataFolder } from './data.folder.ts';
import { type Account, closedFolder } from './postgres.account.ts';
import { clearStaleSockets } from './postmaster.ts';

/** Addresses of an embedded database. Both carry the superuser's password. */
export interface EmbeddedAddress {
  /** The quickest way in for this machine: the Unix socket where there is one, else TCP. Good for pg and for MikroORM. */
  adminUrl: string;
  /** The same over 127.0.0.1, for other programs. */
  tcpUrl: string;
  port: number;
  socketDir: string | undefined;
}

/** Name of the one database of the cluster. */
export const DATABASE = 'landfall';

/** The addresses of the database of a folder, given where its server listens. */
export function addressOf(folder: DataFolder, port: number, socketDir: string | undefined): EmbeddedAddress {
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
export function prepareSocketDir(folder: DataFolder, account: Account | undefined): string | undefined {
  if (process.platform === 'win32') return undefined;
  const key = createHash('sha256').update(folder.path).digest('hex').slice(0, 12);
  const path = join(tmpdir(), `landfall-${key}`);
  if (Buffer.byteLength(join(path, '.s.PGSQL.65535.lock')) > 100) return undefined;
  try {
    mkdirSync(path, { recursive: true, mode: 0o755 });
    const entry = lstatSync(path);
    const owner = account?.uid ?? process.getuid?.();
    if (!entry.isDirectory() || (entry.uid !== owner && entry.uid !== process.getuid?.())) return undefined;
    if (account) {
      chownSync(path, account.uid, account.gid);
      if (closedFolder(path, account)) return undefined;
    }
    clearStaleSockets(path, folder.cluster);
    return path;
  } catch {
    return undefined;
  }
}

/** Tidies the temporary folder after a stop. */
export function removeSocketDir(socketDir: string | undefined): void {
  if (socketDir) rmSync(socketDir, { recursive: true, force: true });
}
