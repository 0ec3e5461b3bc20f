import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const ROOT = resolve(import.meta.dirname, '../..');
const MAIN = join(ROOT, 'services/gateway/dist/main.js');

/** One Landfall as a process, started as `npm start` does, with a data folder and a port of its own. */
export class Copy {
  readonly output: string[] = [];
  readonly ended: Promise<number>;
  readonly child: ChildProcess;
  readonly port: number;

  private constructor(command: string[], env: Record<string, string>) {
    this.port = Number(env.PORT);
    this.child = spawn(process.execPath, command, {
      cwd: ROOT,
      env: { ...clean(), ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.child.stdout, this.child.stderr])
      stream?.on('data', (chunk) => this.output.push(String(chunk)));
    this.ended = new Promise((done) => this.child.once('close', (code, signal) => done(code ?? (signal ? 128 : 1))));
  }

  /** The server alone. */
  static run(env: Record<string, string>): Copy {
    return new Copy([MAIN], { DEMO: 'off', ...env });
  }

  /** The whole way in, as npm runs it. */
  static start(env: Record<string, string>): Copy {
    return new Copy([join(ROOT, 'start.mjs'), 'start'], { DEMO: 'off', ...env });
  }

  get text(): string {
    return this.output.join('');
  }

  /** Waits for the server to answer. @throws Error when it ends first */
  async up(): Promise<this> {
    let code: number | undefined;
    void this.ended.then((value) => {
      code = value;
    });
    while (!(await this.answers())) {
      if (code !== undefined) throw new Error(`ended with ${code}: ${this.text}`);
      await delay(20);
    }
    return this;
  }

  async answers(): Promise<boolean> {
    const response = await fetch(`http://127.0.0.1:${this.port}/readyz`).catch(() => undefined);
    return response?.ok ?? false;
  }

  kill(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }
}

/** Waits until something holds, within `limitMs`. */
export async function eventually(holds: () => boolean | Promise<boolean>, limitMs: number): Promise<boolean> {
  const until = performance.now() + limitMs;
  while (performance.now() < until) {
    if (await holds()) return true;
    await delay(20);
  }
  return holds();
}

/** A data folder PostgreSQL's account may enter. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'landfall-copy-'));
  chmodSync(folder, 0o755);
  return folder;
}

export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}

export function freePort(): Promise<number> {
  return new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => done(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/** What Landfall reads must come from the test alone. */
function clean(): Record<string, string | undefined> {
  const names =
    /^(PORT|HOST|PUBLIC_URL|DATA_DIR|DATABASE_.*|METRICS_PORT|OTEL_.*|WORKERS|TRUST_PROXY|SECRET|DEMO.*|LOG_LEVEL|NODE_ENV|[A-Z]+_URL|npm_.*|VITEST.*)$/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !names.test(name)));
}
