import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, lchownSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { StartError } from './start.error.ts';

interface Ids {
  uid: number;
  gid: number;
}

/** Who PostgreSQL runs as: itself refuses root, so root lends it the account `postgres`. */
export interface Account extends Ids {
  /** Root also lends it its own right to pass folders closed to others, such as /root. */
  passesFolders: boolean;
}

/**
 * The account to run PostgreSQL as on the cluster, made when missing; undefined where we are not root. Throws StartError
 * when it can't reach the given paths (a clone in /root) and can't be lent the right to.
 */
export function postgresAccount(cluster: string, paths: readonly string[]): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const owner = statSync(cluster, { throwIfNoEntry: false });
  const ids = owner && owner.uid !== 0 ? owner : (accountNamed('postgres') ?? createAccount());
  if (owner?.uid === 0) giveTo(cluster, ids);
  const account = { uid: ids.uid, gid: ids.gid, passesFolders: false };
  const closed = paths.map((path) => closedFolder(path, account)).find(Boolean);
  if (!closed) return account;
  const lent = { ...account, passesFolders: true };
  if (works(lent)) return lent;
  throw new StartError(
    `PostgreSQL runs as user postgres (it refuses root) and can't enter ${closed}: run chmod a+x ${closed}, or work in another folder.`,
  );
}

/** How to run a program as an account: what to spawn, and as whom. */
export function commandAs(
  account: Account | undefined,
  program: string,
  args: string[],
): { command: string; args: string[]; ids: Partial<Ids> } {
  if (!account?.passesFolders)
    return { command: program, args, ids: account ? { uid: account.uid, gid: account.gid } : {} };
  const ids = [`--reuid=${account.uid}`, `--regid=${account.gid}`, '--clear-groups'];
  const right = ['--bounding-set', '--inh-caps', '--ambient-caps'].map((name) => `${name}=-all,+dac_override`);
  return { command: 'setpriv', args: [...ids, ...right, program, ...args], ids: {} };
}

/** The folder on the way to a path that keeps the account out, if any. */
export function closedFolder(path: string, account: Ids): string | undefined {
  for (let folder = path; ; folder = dirname(folder)) {
    const entry = statSync(folder, { throwIfNoEntry: false });
    if (entry) {
      const shift = entry.uid === account.uid ? 6 : entry.gid === account.gid ? 3 : 0;
      if (((entry.mode >> shift) & 1) === 0) return folder;
    }
    if (folder === dirname(folder)) return undefined;
  }
}

function works(account: Account): boolean {
  try {
    const { command, args } = commandAs(account, 'true', []);
    execFileSync(command, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

function accountNamed(name: string): Ids | undefined {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${name}:`));
  if (!line) return undefined;
  const [, , uid, gid] = line.split(':');
  return { uid: Number(uid), gid: Number(gid) };
}

function createAccount(): Ids {
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
function giveTo(folder: string, account: Ids): void {
  lchownSync(folder, account.uid, account.gid);
  chmodSync(folder, 0o700);
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isSymbolicLink()) lchownSync(path, account.uid, account.gid);
    else chownSync(path, account.uid, account.gid);
  }
}
