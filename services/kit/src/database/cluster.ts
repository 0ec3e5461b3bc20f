import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { ADMIN_KEY, type DataFolder } from './data.folder.ts';
import { type Account, commandAs } from './postgres.account.ts';
import type { Programs } from './postgres.programs.ts';
import { StartError } from './start.error.ts';

/**
 * Makes a cluster with PostgreSQL's own C.UTF-8 (the same order on every system). It is built aside and moved into place
 * when whole: a start cut short leaves no half of one, and of two at once one wins.
 */
export async function createCluster(
  folder: DataFolder,
  programs: Programs,
  account: Account | undefined,
): Promise<void> {
  removeAbandoned(folder);
  const draft = `${folder.cluster}.new-${process.pid}`;
  const keyFile = `${draft}.key`;
  const password = randomBytes(24).toString('base64url');
  mkdirSync(draft, { mode: 0o700 });
  writeFileSync(keyFile, password, { mode: 0o600 });
  if (account) {
    chownSync(draft, account.uid, account.gid);
    chownSync(keyFile, account.uid, account.gid);
  }
  const args = ['-D', draft, '-U', 'postgres', `--pwfile=${keyFile}`, '-A', 'scram-sha-256', '--encoding=UTF8'];
  args.push('--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C', '--no-instructions');
  const { code, output } = await run(programs.initdb, args, account);
  if (code !== 0) {
    rmSync(draft, { recursive: true, force: true });
    rmSync(keyFile, { force: true });
    throw new StartError(
      `The database can't be made in ${folder.path}: ${lastLine(output) || `initdb ended with code ${code}`}`,
    );
  }
  renameSync(keyFile, join(draft, ADMIN_KEY));
  try {
    renameSync(draft, folder.cluster);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!folder.hasCluster()) throw error;
  }
}

/** A port nobody listens on: the wanted one where it is free, else one the system chooses. */
export async function freePort(wanted?: number): Promise<number> {
  if (wanted && (await listens(wanted))) return wanted;
  return (await listens(0)) || freePort();
}

/** What the server wrote to its log from `offset` on: its last complaint, without PostgreSQL's prefix. */
export function lastComplaint(log: string, offset: number): string {
  const text = readFrom(log, offset);
  const complaints = text.split('\n').filter((line) => /(FATAL|PANIC|ERROR):/.test(line));
  return (complaints.at(-1) ?? lastLine(text)).replace(/^.*?(?:FATAL|PANIC|ERROR):\s*/, '');
}

/** Opens the server's log for appending; one that grew beyond 16 MB starts anew. Returns its end as offset. */
export function openLog(log: string): { handle: number; offset: number } {
  const size = statSync(log, { throwIfNoEntry: false })?.size ?? 0;
  const isLong = size > 16 * 1024 * 1024;
  return { handle: openSync(log, isLong ? 'w' : 'a', 0o600), offset: isLong ? 0 : size };
}

function removeAbandoned(folder: DataFolder): void {
  for (const name of readdirSync(folder.path)) {
    const pid = /^postgres\.new-(\d+)(\.key)?$/.exec(name)?.[1];
    if (!pid) continue;
    try {
      if (Number(pid) !== process.pid) process.kill(Number(pid), 0);
      else rmSync(join(folder.path, name), { recursive: true, force: true });
    } catch {
      rmSync(join(folder.path, name), { recursive: true, force: true });
    }
  }
}

function listens(port: number): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(0));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

function run(
  program: string,
  programArgs: string[],
  account: Account | undefined,
): Promise<{ code: number; output: string }> {
  const { command, args, ids } = commandAs(account, program, programArgs);
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      ...ids,
      cwd: '/',
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, LC_ALL: 'C' },
    });
    let output = '';
    child.stderr.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

function readFrom(file: string, offset: number): string {
  const size = (statSync(file, { throwIfNoEntry: false })?.size ?? 0) - offset;
  if (size <= 0) return '';
  const handle = openSync(file, 'r');
  try {
    const buffer = Buffer.alloc(Math.min(size, 65_536));
    readSync(handle, buffer, 0, buffer.length, offset + Math.max(0, size - buffer.length));
    return buffer.toString();
  } finally {
    closeSync(handle);
  }
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? '';
}
