import { execFileSync, spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { findPgBouncer } from './pgbouncer.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const tell = (line: string): void => void process.stdout.write(`${line}\n`);

/** Debian's own package, where we may install one. @returns why it couldn't be had */
function install(): string | undefined {
  if (process.platform !== 'linux' || process.getuid?.() !== 0)
    return 'PgBouncer isn’t installed and only root may install it: apt-get install pgbouncer';
  tell('PgBouncer is installed (apt-get install pgbouncer)');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...args: string[]) =>
    execFileSync('apt-get', args, { env, stdio: ['ignore', 'ignore', 'pipe'], timeout: 300_000 });
  try {
    apt('update');
    apt('install', '-y', '--no-install-recommends', 'pgbouncer');
  } catch (error) {
    const { stderr, message } = error as Error & { stderr?: Buffer };
    return `apt-get could not install PgBouncer: ${(String(stderr ?? '') || message).trim().split('\n').at(-1)}`;
  }
  return findPgBouncer() ? undefined : 'apt-get installed PgBouncer and it isn’t there';
}

/** `npm run test:pooler`: the API and isolation tests and a whole server behind PgBouncer in transaction mode, pools of 2. */
const missing = findPgBouncer() ? undefined : install();
if (missing) {
  tell(`Skipped: ${missing}.`);
  process.exit(0);
}
const vitest = resolve(ROOT, 'node_modules/vitest/vitest.mjs');
const config = resolve(import.meta.dirname, 'vitest.config.ts');
const child = spawn(process.execPath, [vitest, 'run', '--config', config, ...process.argv.slice(2)], {
  cwd: ROOT,
  stdio: 'inherit',
  env: { ...process.env, NODE_ENV: 'test' },
});
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => child.kill(name));
child.once('exit', (code) => process.exit(code ?? 1));
