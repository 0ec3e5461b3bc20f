// The one way in: `npm start`, `npm test`, ... Plain JavaScript for Node 20 without dependencies; installs and builds what
// is missing, then goes on with the Node 26 of node_modules.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt } from './scripts/build.mjs';
import { ensureInstalled } from './scripts/install.mjs';
import { runInPlace } from './scripts/run.mjs';
import { Refusal, ROOT, tool } from './scripts/tools.mjs';

const DIST = join(ROOT, 'services/gateway/dist');
const [name = 'start', ...args] = process.argv.slice(2);

/** A command of the server's own: services/gateway/src/commands/<name>.ts. What it prints is its answer alone. */
async function serverCommand(file, given = args) {
  await ensureInstalled(process.stderr);
  await ensureBuilt(process.stderr, ['gateway']);
  const script = join(DIST, 'commands', `${file}.js`);
  if (!existsSync(script)) throw new Refusal(`There is no command ${file} yet.`);
  return runInPlace([script, ...given]);
}

const COMMANDS = {
  async start() {
    await ensureInstalled(process.stdout);
    await ensureBuilt(process.stdout);
    return runInPlace([join(DIST, 'main.js'), ...args]);
  },
  async dev() {
    await ensureInstalled(process.stdout);
    return runInPlace([join(ROOT, 'scripts/dev.mjs'), ...args]);
  },
  async build() {
    await ensureInstalled(process.stdout);
    await ensureBuilt(process.stdout);
    return 0;
  },
  async test() {
    await ensureInstalled(process.stdout);
    await ensureBuilt(process.stdout);
    return runInPlace([tool('vitest', 'vitest.mjs'), 'run', ...args], { hasChannel: false, env: { NODE_ENV: 'test' } });
  },
  /** The long forms: every cell of the matrix, the crawl of 50,000 questions and more, both walks. */
  async 'test:isolation'() {
    await ensureInstalled(process.stdout);
    await ensureBuilt(process.stdout);
    const given = args.length > 0 ? args : ['tests/isolation'];
    const env = { NODE_ENV: 'test', ISOLATION: 'long' };
    return runInPlace([tool('vitest', 'vitest.mjs'), 'run', '--project', 'api', ...given], { hasChannel: false, env });
  },
  /** The API and isolation tests and a whole server behind PgBouncer in transaction mode with pools of 2; skipped where it can't be had. */
  async 'test:pooler'() {
    await ensureInstalled(process.stdout);
    await ensureBuilt(process.stdout);
    const pooler = join(ROOT, 'tests/pooler/main.ts');
    return runInPlace(['--import', '@oxc-node/core/register', pooler, ...args], { hasChannel: false });
  },
  /** Tests on a machine that stands still now and then, as a busy virtual one does: `-- --project api tests/isolation`. */
  async 'test:pauses'() {
    await ensureInstalled(process.stdout);
    await ensureBuilt(process.stdout);
    return runInPlace([join(ROOT, 'tests/pauses/main.ts'), ...args], { hasChannel: false });
  },
  /** Policies, machines and tenancy with a mistake planted in each place: every one has to be found by a test. Some 15 minutes. */
  async mutants() {
    await ensureInstalled(process.stdout);
    return runInPlace([tool('@stryker-mutator/core', 'bin/stryker.js'), 'run', ...args], { hasChannel: false });
  },
  async check() {
    await ensureInstalled(process.stdout);
    const { check } = await import('./scripts/check.mjs');
    return check(process.stdout, args);
  },
  async schema() {
    const code = await serverCommand('schema');
    return code || runInPlace([join(ROOT, 'web/build-tools/operations.ts'), ...args], { hasChannel: false });
  },
  migrate: () => (args[0] === 'draft' ? serverCommand('draft-migration', args.slice(1)) : serverCommand('migrate')),
  async bench() {
    // Its answer alone goes to standard output: with --json it is read by programs.
    await ensureInstalled(process.stderr);
    await ensureBuilt(process.stderr);
    const bench = join(ROOT, 'tests/bench/bench.ts');
    return runInPlace(['--import', '@oxc-node/core/register', bench, ...args], { hasChannel: false });
  },
  /** Pictures of the main pages of a running copy, for the README and to look at. */
  async screenshots() {
    await ensureInstalled(process.stderr);
    return runInPlace(['--import', '@oxc-node/core/register', join(ROOT, 'tests/e2e/screenshots.ts'), ...args], {
      hasChannel: false,
    });
  },
  /** Faults under load, in the long form: `-- --seed 1 --faults 60`. */
  async 'test:faults'() {
    await ensureInstalled(process.stderr);
    await ensureBuilt(process.stderr);
    const faults = join(ROOT, 'tests/faults/main.ts');
    return runInPlace(['--import', '@oxc-node/core/register', faults, ...args], { hasChannel: false });
  },
  /** Load on this machine, compared with an earlier run: `-- agent-desk --minutes 1 --rate 50`. */
  async load() {
    await ensureInstalled(process.stderr);
    await ensureBuilt(process.stderr);
    const load = join(ROOT, 'tests/load/main.ts');
    return runInPlace(['--import', '@oxc-node/core/register', load, ...args], { hasChannel: false });
  },
  events: () => serverCommand('events'),
  rebuild: () => serverCommand('rebuild'),
  'clock-work': () => serverCommand('clock-work'),
  accounts: () => serverCommand('accounts'),
  'db:url': () => serverCommand('db-url'),
  'gateway-key': () => serverCommand('gateway-key'),
};

try {
  if (!Object.hasOwn(COMMANDS, name))
    throw new Refusal(`There is no command ${name}: one of ${Object.keys(COMMANDS).join(', ')}.`);
  process.exit(await COMMANDS[name]());
} catch (error) {
  process.stderr.write(`${error instanceof Refusal ? error.message : error.stack}\n`);
  process.exit(1);
}
