import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { chmod } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findEmbedded, startEmbedded } from './embedded.ts';
import { runningPostmaster } from './postmaster.ts';

const folder = mkdtempSync(join(tmpdir(), 'landfall-embedded-'));
const cluster = join(folder, 'postgres');

beforeAll(async () => {
  await chmod(folder, 0o755);
});

afterAll(() => {
  const server = runningPostmaster(cluster);
  if (server) process.kill(server.pid, 'SIGQUIT');
  rmSync(folder, { recursive: true, force: true });
});

/** Another process that starts the database of our folder, says so, and stays. */
async function startElsewhere(): Promise<ChildProcess> {
  const script = `import { startEmbedded } from ${JSON.stringify(join(import.meta.dirname, 'embedded.ts'))};
    await startEmbedded(${JSON.stringify(folder)}); console.log('up'); setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise((resolve, reject) => {
    child.stdout?.once('data', resolve);
    child.once('exit', () => reject(new Error('the other process ended')));
  });
  return child;
}

async function valueIn(url: string, sql: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return Object.values((await client.query(sql)).rows[0] ?? {})[0];
  } finally {
    await client.end();
  }
}

test('what was written is there after a stop and a start, on the same port, over both ways in', async () => {
  const first = await startEmbedded(folder);
  await valueIn(first.adminUrl, 'create table kept as select 1 as one');
  await Promise.all([first.stop(), first.stop()]);
  expect(findEmbedded(folder)).toBeUndefined();
  const second = await startEmbedded(folder);
  expect(second.port).toBe(first.port);
  expect(await valueIn(second.tcpUrl, 'select one from kept')).toBe(1);
  expect(await valueIn(second.adminUrl, 'select one from kept')).toBe(1);
  expect(findEmbedded(folder)).toMatchObject({ tcpUrl: second.tcpUrl });
  await second.stop();
});

test('a second Landfall on the same folder is refused in one line while the first one works on', async () => {
  const other = await startElsewhere();
  await expect(startEmbedded(folder)).rejects.toThrow(
    new RegExp(`already runs on the data folder .*process ${other.pid}`),
  );
  expect(await valueIn(findEmbedded(folder)?.adminUrl ?? '', 'select one from kept')).toBe(1);
  other.kill('SIGKILL');
});

test('a server left behind by a killed process is taken over with everything it had acknowledged', async () => {
  const other = await startElsewhere();
  await valueIn(findEmbedded(folder)?.adminUrl ?? '', 'update kept set one = 2');
  const orphan = runningPostmaster(cluster)?.pid;
  other.kill('SIGKILL');
  const database = await startEmbedded(folder);
  expect(runningPostmaster(cluster)?.pid).not.toBe(orphan);
  expect(await valueIn(database.adminUrl, 'select one from kept')).toBe(2);
  await database.stop();
});

test('a start after everything was killed at once recovers, although the old process number is in use again', async () => {
  const other = await startElsewhere();
  await valueIn(findEmbedded(folder)?.adminUrl ?? '', 'update kept set one = 3');
  other.kill('SIGKILL');
  const file = join(cluster, 'postmaster.pid');
  const server = runningPostmaster(cluster);
  process.kill(server?.pid ?? 0, 'SIGKILL');
  writeFileSync(file, readFileSync(file, 'utf8').replace(/^\d+/, String(process.ppid)));
  const database = await startEmbedded(folder);
  expect(await valueIn(database.adminUrl, 'select one from kept')).toBe(3);
  await database.stop();
});

test('a port somebody else took meanwhile is exchanged for another', async () => {
  const { port } = JSON.parse(readFileSync(join(folder, 'landfall.json'), 'utf8')) as { port: number };
  const squatter = createServer().listen(port, '127.0.0.1');
  await new Promise((resolve) => squatter.once('listening', resolve));
  const database = await startEmbedded(folder);
  expect(database.port).not.toBe(port);
  await database.stop();
  squatter.close();
});

test('a database that ends by itself is started again', async () => {
  const { promise, resolve } = Promise.withResolvers<string>();
  const database = await startEmbedded(folder, { onLost: resolve });
  process.kill(runningPostmaster(cluster)?.pid ?? 0, 'SIGKILL');
  expect(await promise).toContain('started again');
  expect(await valueIn(database.adminUrl, 'select one from kept')).toBe(3);
  await database.stop();
});

test('a database that can’t start for now is tried again until it can', async () => {
  const file = join(cluster, 'postgresql.auto.conf');
  const before = readFileSync(file, 'utf8');
  const [failed, back] = [Promise.withResolvers<string>(), Promise.withResolvers<string>()];
  const database = await startEmbedded(folder, {
    onLost: (message, error) => (error ? failed : back).resolve(message),
  });
  writeFileSync(file, 'no such setting\n');
  process.kill(runningPostmaster(cluster)?.pid ?? 0, 'SIGKILL');
  expect(await failed.promise).toContain('tried again');
  writeFileSync(file, before);
  expect(await back.promise).toContain('started again');
  expect(await valueIn(database.adminUrl, 'select one from kept')).toBe(3);
  await database.stop();
});

test.each([
  ['landfall.json', '{"format": 99, "postgres": 18}', 'newer Landfall'],
  ['landfall.json', 'no note', 'damaged'],
  ['postgres/PG_VERSION', '19\n', 'newer PostgreSQL'],
])('a folder whose %s says %j is refused in one line', async (name, content, reason) => {
  const file = join(folder, name);
  const before = readFileSync(file);
  writeFileSync(file, content);
  await expect(startEmbedded(folder)).rejects.toThrow(reason);
  writeFileSync(file, before);
});
