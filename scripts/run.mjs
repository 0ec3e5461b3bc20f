import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { environment, ROOT, rightNode } from './tools.mjs';

/** A terminal and npm both pass Ctrl-C on: what comes this soon is the same wish, not a second one. */
const SAME_WISH_MS = 500;

/**
 * Runs a program on the right Node in our place: it gets our signals and we end with its code. It stops when we or the
 * npm above us are killed without a word: it notices the closed channel, we notice a new parent.
 * `hasChannel: false` for programs that are not ours and would not look.
 */
export function runInPlace(args, { env = {}, hasChannel = true, cwd = ROOT } = {}) {
  const stdio = ['ignore', 'inherit', 'inherit', ...(hasChannel ? ['ipc'] : [])];
  // Its own group: Ctrl-C reaches it once, through us.
  const child = spawn(rightNode(), args, { cwd, stdio, env: environment(env), detached: process.platform !== 'win32' });
  let wishedAt = 0;
  const wish = () => {
    const now = Date.now();
    if (wishedAt && now - wishedAt < SAME_WISH_MS) return;
    wishedAt = now;
    child.kill('SIGTERM');
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, wish);
  const watch = watchParents(wish);
  return new Promise((done) => {
    child.on('error', (error) => {
      process.stderr.write(`${error.message}\n`);
      done(127);
    });
    child.on('exit', (code, signal) => {
      clearInterval(watch);
      done(code ?? (signal === 'SIGKILL' ? 137 : 143));
    });
  });
}

/** Under npm only: elsewhere a parent may well end before us (nohup, a shell that put us in the background). */
function watchParents(onLost) {
  if (!process.env.npm_lifecycle_event) return undefined;
  const before = parents();
  const timer = setInterval(() => {
    if (parents() === before) return;
    clearInterval(timer);
    onLost();
  }, 500);
  timer.unref();
  return timer;
}

/** Our parent, and its parent where the system tells: npm runs us through a shell that outlives it. */
function parents() {
  try {
    const fields = readFileSync(`/proc/${process.ppid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ');
    const isShell = /^(sh|dash|bash|ash|zsh)\n$/.test(readFileSync(`/proc/${process.ppid}/comm`, 'utf8'));
    return `${process.ppid} ${isShell ? fields[1] : ''}`;
  } catch {
    return String(process.ppid);
  }
}
