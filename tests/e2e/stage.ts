import { execFileSync } from 'node:child_process';
import type { Browser } from 'playwright-core';
import { test as base, inject } from 'vitest';
import { type Looks, openBrowser } from '../kit/browser.ts';
import { Copy, freePort, removeFolder, temporaryFolder } from '../kit/copy.ts';
import { SMALL_DEMO } from './template.setup.ts';
import { Visitor } from './visitor.ts';

/** Lets somebody in: a demo account at a browser of its own. */
export type Enter = (email: string, looks?: Looks) => Promise<Visitor>;

/** One running copy with the small demo and one Chromium, for all tests of a file. */
export const test = base
  .extend('environment', { scope: 'file' }, (): Readonly<Record<string, string>> => ({}))
  .extend('origin', { scope: 'file' }, async ({ environment }, { onCleanup }): Promise<string> => {
    const dataDir = temporaryFolder();
    // What is sealed and signed there is so with the secret of development.
    if (!environment.SECRET) execFileSync('cp', ['-a', `${inject('demoFolder')}/.`, dataDir]);
    const port = await freePort();
    const copy = Copy.run({ PORT: String(port), DATA_DIR: dataDir, ...SMALL_DEMO, ...environment });
    onCleanup(async () => {
      copy.kill('SIGTERM');
      await copy.ended;
      removeFolder(dataDir);
    });
    await copy.up();
    return `http://127.0.0.1:${port}`;
  })
  // biome-ignore lint/correctness/noEmptyPattern: Vitest reads from this pattern what the fixture needs.
  .extend('browser', { scope: 'file' }, async ({}, { onCleanup }): Promise<Browser> => {
    const browser = await openBrowser();
    onCleanup(() => browser.close());
    return browser;
  })
  .extend('enter', { scope: 'file' }, ({ browser, origin, environment }): Enter => {
    const isProduction = environment.NODE_ENV === 'production';
    return (email, looks) => Visitor.enter(browser, origin, email, looks, isProduction);
  });

/** As somebody runs it for real, with demo data to run it on. */
export const PRODUCTION = {
  NODE_ENV: 'production',
  HOST: '127.0.0.1',
  SECRET: 'a secret of the stage, of more than thirty-two characters',
};
