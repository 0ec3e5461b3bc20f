import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { alone } from './alone.mjs';
import { capture, Refusal, ROOT, step } from './tools.mjs';

const MODULES = join(ROOT, 'node_modules');
const STAMP = join(MODULES, '.landfall-lock');
/** There while an install runs; left behind by one that was killed. */
const UNDER_WAY = join(MODULES, '.landfall-installing');

/** Installs what the lock says, unless that is what is there. */
export async function ensureInstalled(out) {
  if (isInstalled()) return;
  await alone(out, 'install', async () => {
    if (isInstalled()) return;
    // npm takes a package it had only half unpacked for a whole one: after a killed install it starts from nothing.
    if (existsSync(UNDER_WAY)) rmSync(MODULES, { recursive: true, force: true });
    mkdirSync(MODULES, { recursive: true });
    writeFileSync(UNDER_WAY, '');
    const packages = packagesHere();
    const present = () => packages.filter((path) => existsSync(join(ROOT, path, 'package.json'))).length;
    const { code, output } = await step(
      out,
      'Install packages',
      install,
      () => `${present()} of about ${packages.length}`,
    );
    if (code !== 0)
      throw new Refusal(`${output.trim()}\nThe packages can't be installed (npm install ended with code ${code}).`);
    writeFileSync(STAMP, wanted());
    rmSync(UNDER_WAY, { force: true });
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

/** Folders of the lock's packages that this kind of machine gets. */
function packagesHere() {
  const { packages } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8'));
  const suits = (list, value) => !list || list.includes(value);
  return Object.entries(packages)
    .filter(([path, { os, cpu, link }]) => path && !link && suits(os, process.platform) && suits(cpu, process.arch))
    .map(([path]) => path);
}
