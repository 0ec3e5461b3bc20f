import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt } from './build.mjs';
import { capture, environment, ROOT, rightNode, tool } from './tools.mjs';

const AT_ONCE = 2;
const node = (file, ...args) => [rightNode(), [file, ...args]];

/** The checks by name, longest first: each a program that ends with 0 when there is nothing to say. */
const CHECKS = {
  'Types of the web': () =>
    node(
      tool('turbo', 'bin/turbo'),
      'run',
      'check',
      '--filter=@landfall/web',
      '--output-logs=new-only',
      '--log-order=grouped',
    ),
  'Types of the services': () =>
    node(
      tool('typescript', 'bin/tsc'),
      '-p',
      'tsconfig.json',
      '--incremental',
      '--tsBuildInfoFile',
      'node_modules/.cache/landfall/types.tsbuildinfo',
    ),
  'Dependency rules': () =>
    node(
      tool('dependency-cruiser', 'bin/dependency-cruiser.mjs'),
      '--config',
      '.dependency-cruiser.mjs',
      'services',
      'web/src',
      'tests',
    ),
  'Unused code': () => node(tool('knip', 'bin/knip.js'), '--no-progress', '--no-config-hints'),
  'Lint and format': () =>
    node(tool('@biomejs/biome', 'bin/biome'), 'check', '--colors=off', '--max-diagnostics=50', '.'),
  'Schema files': checkSchema,
  'Schema operations': () => node(join(ROOT, 'web/build-tools/operations.ts'), '--check'),
};

/** Runs every check (or those whose name contains an argument) and says in one line each what came out. Returns the exit code. */
export async function check(out, wanted = []) {
  const begin = Date.now();
  const names = Object.keys(CHECKS).filter(
    (name) => wanted.length === 0 || wanted.some((word) => name.toLowerCase().includes(word.toLowerCase())),
  );
  const waiting = [...names];
  const failed = [];
  const runner = async () => {
    for (let name = waiting.shift(); name; name = waiting.shift()) {
      const { code, output, seconds } = await run(name);
      out.write(`${code === 0 ? '✓' : '✗'} ${name}  ${seconds} s\n`);
      if (code === 0) continue;
      failed.push(name);
      out.write(`${output.trim()}\n\n`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, runner));
  const seconds = ((Date.now() - begin) / 1000).toFixed(1);
  out.write(
    failed.length === 0
      ? `${names.length} checks passed in ${seconds} s\n`
      : `${failed.length} of ${names.length} checks failed: ${failed.join(', ')}\n`,
  );
  return failed.length === 0 && names.length > 0 ? 0 : 1;
}

async function run(name) {
  const begin = Date.now();
  let result;
  try {
    const [command, args] = await CHECKS[name]();
    result = await capture(command, args, { env: environment({ NODE_ENV: undefined }) });
  } catch (error) {
    result = { code: 1, output: error.message };
  }
  return { ...result, seconds: ((Date.now() - begin) / 1000).toFixed(1) };
}

/** What the services say now against the committed files; names what would break a client. */
async function checkSchema() {
  const silent = { write: () => true };
  await ensureBuilt(silent, ['gateway']);
  const script = join(ROOT, 'services/gateway/dist/commands/schema.js');
  if (!existsSync(script)) throw new Error('services/gateway/src/commands/schema.ts is missing.');
  return node(script, '--check');
}
