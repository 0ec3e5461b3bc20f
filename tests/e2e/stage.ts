import type { Browser } from 'playwright-core';
import { test as base } from 'vitest';
import { type Looks, openBrowser } from '../kit/browser.ts';
import { Copy, freePort, removeFolder, temporaryFolder } from '../kit/copy.ts';
import { Visitor } from './visitor.ts';

/** Lets somebody in: a demo account at a browser of its own. */
export type Enter = (email: string, looks?: Looks) => Promise<Visitor>;

/** One running copy with the small demo and one Chromium, for all tests of a file. */
export const test = base
  // biome-ignore lint/correctness/noEmptyPattern: Vitest reads from this pattern what the fixture needs.
  .extend('origin', { scope: 'file' }, async ({}, { onCleanup }): Promise<string> => {
    const dataDir = temporaryFolder();
    const port = await freePort();
    const copy = Copy.run({ PORT: String(port), DATA_DIR: dataDir, DEMO: 'on', DEMO_SIZE: 'small', LOG_LEVEL: 'warn' });
    onCleanup(async () => {
      copy.kill('SIGTERM');
      await copy.ended;
      removeFolder(dataDir);
    });
    await copy.up();
    return `http://127.0.0.1:${port}`;
  })
  // biome-ignore lint/correctness/noEmptyPattern: as above.
  .extend('browser', { scope: 'file' }, async ({}, { onCleanup }): Promise<Browser> => {
    const browser = await openBrowser();
    onCleanup(() => browser.close());
    return browser;
  })
  .extend('enter', { scope: 'file' }, ({ browser, origin }): Enter => {
    return (email, looks) => Visitor.enter(browser, origin, email, looks);
  });
