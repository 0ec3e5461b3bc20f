import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../..');
const TOOLS = join(ROOT, 'tests/tools');

/** The k6 of tests/tools/go.mod, built once into .cache; or why there is none. */
export function findK6(tell: (line: string) => void): { program: string } | { missing: string } {
  const version = /go\.k6\.io\/k6 (v\S+)/.exec(readFileSync(join(TOOLS, 'go.mod'), 'utf8'))?.[1] ?? '';
  const folder = join(ROOT, '.cache/k6', version);
  const program = join(folder, process.platform === 'win32' ? 'k6.exe' : 'k6');
  if (existsSync(program)) return { program };
  const go = spawnSync('go', ['env', 'GOVERSION'], { encoding: 'utf8' });
  if (go.error || go.status !== 0) return { missing: 'k6 is a Go program and there is no Go here' };
  mkdirSync(folder, { recursive: true });
  tell(`Building k6 ${version} with ${go.stdout.trim()}: once, some two minutes`);
  const built = spawnSync('go', ['install', '-trimpath', 'go.k6.io/k6'], {
    cwd: TOOLS,
    env: { ...process.env, GOBIN: folder },
    encoding: 'utf8',
    timeout: 600_000,
  });
  if (existsSync(program) && built.status === 0) return { program };
  const lines = `${built.stderr ?? ''}`.trim().split('\n');
  return { missing: `Go could not build k6 ${version}: ${lines.at(-1) || built.error?.message || 'no reason given'}` };
}
