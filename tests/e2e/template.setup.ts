import type { TestProject } from 'vitest/node';
import { Copy, freePort, removeFolder, temporaryFolder } from '../kit/copy.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A stopped data folder with the small demo, under the development secret. */
    demoFolder: string;
  }
}

/** Initialises one data folder for all browser tests: each file works on a copy of its own. */
export async function setup(project: TestProject): Promise<() => void> {
  const folder = temporaryFolder();
  const copy = Copy.run({ PORT: String(await freePort()), DATA_DIR: folder, ...SMALL_DEMO });
  await copy.up();
  copy.kill('SIGTERM');
  await copy.ended;
  project.provide('demoFolder', folder);
  return () => removeFolder(folder);
}

export const SMALL_DEMO = { DEMO: 'on', DEMO_SIZE: 'small', LOG_LEVEL: 'warn' };
