// Plain JavaScript for Node 20, without dependencies: it runs before anything is installed.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const MODULES = join(ROOT, 'node_modules');

/** A reason to end in one line, for the reader to mend. */
export class Refusal extends Error {}

/** The program of a package, for the right Node: `tool('turbo', 'bin/turbo')`. */
export const tool = (name, file) => join(MODULES, name, file);

/** Node 26 out of the npm registry: this file may run on an older one. */
export function rightNode() {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  for (const prefix of ['node-', 'node-bin-']) {
    const file = join(
      MODULES,
      `${prefix}${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`,
      'bin',
      `node${suffix}`,
    );
    if (existsSync(file)) return file;
  }
  if (Number.parseInt(process.versions.node, 10) >= 26) return process.execPath;
  throw new Refusal(
    `There is no Node 26 for ${process.platform} ${process.arch} in node_modules: run Landfall with Node 26 or newer.`,
  );
}

/** The environment for every program started here: the right Node first, a cache for compiled code, no telemetry. */
export function environment(more = {}) {
  return {
    ...process.env,
    PATH: [dirname(rightNode()), join(MODULES, '.bin'), process.env.PATH].join(delimiter),
    NODE_COMPILE_CACHE: join(MODULES, '.cache', 'compile'),
    TURBO_TELEMETRY_DISABLED: '1',
    TURBO_NO_UPDATE_NOTIFIER: '1',
    DO_NOT_TRACK: '1',
    ...more,
  };
}

/** Runs a program to its end and keeps what it says: {code, output}. */
export function capture(command, args, options = {}) {
  return new Promise((done) => {
    const child = spawn(command, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'], ...options });
    const chunks = [];
    child.stdout.on('data', (chunk) => chunks.push(chunk));
    child.stderr.on('data', (chunk) => chunks.push(chunk));
    child.on('error', (error) => done({ code: 127, output: error.message }));
    child.on('close', (code) => done({ code: code ?? 1, output: Buffer.concat(chunks).toString() }));
  });
}

/** Shows one long step: on a terminal in one moving line, elsewhere a line before and a line after. */
export async function step(out, name, work, detail = () => '') {
  const begin = Date.now();
  const line = () => [name, `${((Date.now() - begin) / 1000).toFixed(1)} s`, detail()].filter(Boolean).join('  ');
  if (!out.isTTY) out.write(`… ${name}\n`);
  const timer = out.isTTY && setInterval(() => out.write(`\r\x1b[2K… ${line()}`), 100);
  // Elsewhere a sign of life, so that a log shows that the step goes on.
  const life = !out.isTTY && setInterval(() => out.write(`… ${line()}\n`), 10_000);
  let sign = '✗';
  try {
    const result = await work();
    sign = '✓';
    return result;
  } finally {
    clearInterval(timer);
    clearInterval(life);
    out.write(`${out.isTTY ? '\r\x1b[2K' : ''}${sign} ${line()}\n`);
  }
}
