import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { alone } from './alone.mjs';
import { capture, Refusal, ROOT, step } from './tools.mjs';

const MODULES = join(ROOT, 'node_modules');
const STAMP = join(MODULES, '.landfall-lock');

/** Installs what the lock says, unless that is what is there. */
export async function ensureInstalled(out) {
  if (isInstalled()) return;
  await alone(out, 'install', async () => {
    if (isInstalled()) return;
    const total = Object.keys(JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')).packages).length;
    const { code, output } = await step(out, 'Install packages', install, () => `${countPackages()} of about ${total}`);
    if (code !== 0) throw new Refusal(`${output.trim()}\nThe packages can't be installed (npm install ended with code ${code}).`);
    mkdirSync(MODULES, { recursive: true });
    writeFileSync(STAMP, wanted());
  });
}

function isInstalled() {
  try {
    return readFileSync(STAMP, 'utf8') === wanted();
  } catch {
    return false;
  }
}

/** The lock, by its content, for this kind of machine. */
function wanted() {
  const hash = createHash('sha256');
  for (const file of ['package-lock.json', 'package.json']) hash.update(readFileSync(join(ROOT, file)));
  return `${hash.digest('hex')} ${process.platform} ${process.arch}\n`;
}

/** `npm ci` refuses a lock without binaries of other platforms; this follows the lock and leaves it alone. */
function install() {
  const args = ['install', '--no-save', '--no-audit', '--no-fund', '--include=dev', '--loglevel=error'];
  const npm = process.env.npm_execpath;
  if (npm?.endsWith('.js')) return capture(process.execPath, [npm, ...args]);
  return capture('npm', args, { shell: process.platform === 'win32' });
}

function countPackages() {
  try {
    return readdirSync(MODULES).reduce((sum, name) => {
      if (name.startsWith('.')) return sum;
      return sum + (name.startsWith('@') ? readdirSync(join(MODULES, name)).length : 1);
    }, 0);
  } catch {
    return 0;
  }
}
