import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, expect, test } from 'vitest';
import { Copy, eventually, freePort, removeFolder, temporaryFolder } from '../kit/copy.ts';
import { stopwatch } from '../kit/stopwatch.ts';

const folders: string[] = [];
const copies: Copy[] = [];

function folder(): string {
  const path = temporaryFolder();
  folders.push(path);
  return path;
}

async function run(env: Record<string, string>, how: 'run' | 'start' = 'run'): Promise<Copy> {
  const copy = Copy[how]({ PORT: String(await freePort()), ...env });
  copies.push(copy);
  return copy;
}

/** The database's process, as its data folder names it. */
function databaseProcess(dataDir: string): number | undefined {
  const file = join(dataDir, 'postgres/postmaster.pid');
  return existsSync(file) ? Number.parseInt(readFileSync(file, 'utf8'), 10) : undefined;
}

function lives(pid: number | undefined): boolean {
  try {
    return pid !== undefined && process.kill(pid, 0) && !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');
  } catch {
    return false;
  }
}

afterEach(async () => {
  for (const copy of copies.splice(0)) {
    copy.kill('SIGTERM');
    await copy.ended;
  }
});

afterAll(() => folders.forEach(removeFolder));

test('two copies side by side serve their own pages from their own databases, and end within 5 s leaving nothing', async () => {
  const [one, two] = [folder(), folder()];
  const first = await run({ DATA_DIR: one });
  const second = await run({ DATA_DIR: two });
  await Promise.all([first.up(), second.up()]);
  const databases = [databaseProcess(one), databaseProcess(two)];
  expect(databases.map(lives)).toEqual([true, true]);
  first.kill('SIGTERM');
  const elapsed = stopwatch();
  expect(await first.ended).toBe(0);
  expect(elapsed()).toBeLessThan(5000);
  expect(databases.map(lives)).toEqual([false, true]);
  expect(await second.answers()).toBe(true);
});

test('a second copy on the same folder or port says in one line which, and leaves the first alone', async () => {
  const dataDir = folder();
  const first = await (await run({ DATA_DIR: dataDir })).up();
  const sameFolder = await run({ DATA_DIR: dataDir });
  expect(await sameFolder.ended).toBe(1);
  expect(sameFolder.text).toMatch(/^Landfall already runs on the data folder .* DATA_DIR/m);
  const samePort = await run({ DATA_DIR: folder(), PORT: String(first.port) });
  expect(await samePort.ended).toBe(1);
  expect(samePort.text).toMatch(new RegExp(`^Port ${first.port} is taken: .* PORT=${first.port + 1}`, 'm'));
  expect(await first.answers()).toBe(true);
});

test('what started the server can be killed without a word: server and database end by themselves', async () => {
  const dataDir = folder();
  const copy = await (await run({ DATA_DIR: dataDir }, 'start')).up();
  const database = databaseProcess(dataDir);
  copy.kill('SIGKILL');
  expect(await eventually(() => !lives(database), 5000)).toBe(true);
  expect(await copy.answers()).toBe(false);
});

test('after the server itself is killed the next start finds everything in order', async () => {
  const dataDir = folder();
  const copy = await (await run({ DATA_DIR: dataDir })).up();
  copy.kill('SIGKILL');
  await copy.ended;
  const next = await (await run({ DATA_DIR: dataDir })).up();
  expect(await next.answers()).toBe(true);
});

test.each([
  [
    'a database out of reach',
    { DATABASE_URL: 'postgres://a:b@127.0.0.1:1/none' },
    1,
    /^DATABASE_URL \(127\.0\.0\.1:1\/none\) can't be reached/m,
  ],
  ['production without a secret', { NODE_ENV: 'production' }, 2, /^SECRET must be set/m],
  ['wrong values', { PORT: 'many', DEMO: 'perhaps' }, 2, /^PORT must be .*\nDEMO must be .*\n$/m],
])('%s is told in a line, not in a stack', async (_, env, code, line) => {
  const copy = await run({ DATA_DIR: folder(), ...env });
  expect(await copy.ended).toBe(code);
  expect(copy.text).toMatch(line);
  expect(copy.text).not.toMatch(/^\s+at /m);
});

test('a data folder of a newer version is told in a line and left as it is', async () => {
  const dataDir = folder();
  mkdirSync(dataDir, { recursive: true });
  writeFileSync(join(dataDir, 'landfall.json'), '{"format": 99, "postgres": 18}');
  const copy = await run({ DATA_DIR: dataDir });
  expect(await copy.ended).toBe(1);
  expect(copy.text).toMatch(/written by a newer Landfall/);
  expect(existsSync(join(dataDir, 'postgres'))).toBe(false);
});
