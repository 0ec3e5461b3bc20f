import { type ChildProcess, spawn } from 'node:child_process';

/** A server under measurement, in a process of its own. */
export interface Child {
  readonly url: string;
  readonly pid: number;
  stop(): Promise<void>;
}

/** Starts a server and waits for the address it prints. */
export function startChild(args: readonly string[], env: Readonly<Record<string, string>>): Promise<Child> {
  const child = spawn(process.execPath, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  // Whatever ends the bench, no server of it goes on.
  process.once('exit', () => child.kill('SIGKILL'));
  let told = '';
  return new Promise((resolve, reject) => {
    const listen = (chunk: Buffer): void => {
      told += chunk.toString();
      const url = /https?:\/\/(?:localhost|127\.0\.0\.1):\d+\S*/.exec(told)?.[0];
      if (url) resolve({ url: url.replace('localhost', '127.0.0.1'), pid: child.pid ?? 0, stop: () => stop(child) });
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', (chunk: Buffer) => {
      told += chunk.toString();
    });
    child.once('exit', (code) => reject(new Error(`${args.join(' ')} ended with ${code}:\n${told}`)));
  });
}

function stop(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null) return resolve();
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });
}
