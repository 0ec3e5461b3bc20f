import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './tools.mjs';

/** Two copies started at once in one folder don't install or build over each other: the second waits. */
export async function alone(out, name, work) {
  const folder = join(ROOT, '.turbo');
  const file = join(folder, `landfall-${name}.lock`);
  mkdirSync(folder, { recursive: true });
  for (let isTold = false; !take(file); isTold = true) {
    if (!isTold) out.write(`… Another copy is at it (${name}); waiting for it\n`);
    await new Promise((done) => setTimeout(done, 200));
  }
  const release = () => rmSync(file, { force: true });
  process.once('exit', release);
  try {
    return await work();
  } finally {
    process.removeListener('exit', release);
    release();
  }
}

function take(file) {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch {
    try {
      const pid = Number(readFileSync(file, 'utf8'));
      // Just made and not yet written, or its process lives: wait.
      if (pid > 0) process.kill(pid, 0);
    } catch (error) {
      if (error.code === 'ESRCH') rmSync(file, { force: true });
    }
    return false;
  }
}
