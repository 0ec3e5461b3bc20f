import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { alone } from './alone.mjs';
import { capture, environment, Refusal, ROOT, rightNode, step, tool } from './tools.mjs';

const COMMON = ['package-lock.json', 'turbo.json', 'tsconfig.json', 'tsconfig.base.json', 'schema'];
/** What each part is made from and what it makes. */
const PARTS = {
  gateway: { inputs: [...COMMON, 'services'], output: 'services/gateway/dist/main.js' },
  web: { inputs: [...COMMON, 'web', 'services/support/src'], output: 'web/build/handler.js' },
};
const GENERATED = new Set(['node_modules', 'dist', 'build', '.svelte-kit', '.turbo', '.cache', 'paraglide']);

/**
 * Builds the named parts where something they are made from has changed. A look at sizes and times answers in a few
 * milliseconds, so that a start does not wait for turbo; where they differ, turbo decides by content.
 */
export async function ensureBuilt(out, names = ['gateway', 'web']) {
  const changed = () => names.filter((name) => !isBuilt(name));
  if (changed().length === 0) return;
  await alone(out, 'build', async () => {
    const parts = changed();
    if (parts.length === 0) return;
    const stamps = parts.map((name) => [name, stampOf(name)]);
    const { code, output } = await step(out, `Build ${parts.join(' and ')}`, () => turbo(parts));
    if (code !== 0) throw new Refusal(`${output.trim()}\nThe build failed.`);
    for (const [name, stamp] of stamps) {
      mkdirSync(dirname(stampFile(name)), { recursive: true });
      writeFileSync(stampFile(name), stamp);
    }
  });
}

function turbo(parts) {
  const filters = parts.map((name) => `--filter=@landfall/${name}`);
  const args = ['run', 'build', ...filters, '--output-logs=new-only', '--log-order=grouped'];
  // The mode of the server is none of the build's business.
  return capture(rightNode(), [tool('turbo', 'bin/turbo'), ...args], { env: environment({ NODE_ENV: undefined }) });
}

const stampFile = (name) => join(ROOT, 'node_modules', '.cache', 'landfall', `${name}.stamp`);

function isBuilt(name) {
  if (!existsSync(join(ROOT, PARTS[name].output))) return false;
  try {
    return readFileSync(stampFile(name), 'utf8') === stampOf(name);
  } catch {
    return false;
  }
}

function stampOf(name) {
  const hash = createHash('sha256');
  for (const input of PARTS[name].inputs) addTo(hash, join(ROOT, input));
  return hash.digest('hex');
}

function addTo(hash, path) {
  const entry = statSync(path, { throwIfNoEntry: false });
  if (!entry) return;
  if (!entry.isDirectory()) {
    hash.update(`${path} ${entry.size} ${entry.mtimeMs}\n`);
    return;
  }
  for (const name of readdirSync(path).sort()) {
    if (!GENERATED.has(name)) addTo(hash, join(path, name));
  }
}
