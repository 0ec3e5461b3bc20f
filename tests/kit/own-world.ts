import { inject } from 'vitest';
import { test as base } from './fixtures.ts';
import { openOwnDatabase } from './own-database.ts';
import { startWorld, type World } from './world.ts';

/** Everybody of `fixtures`, over a database of the file's own: for work that goes through all tenants, or takes whatever waits in a queue. */
export const test = base.override(
  'world',
  { scope: 'file' },
  // biome-ignore lint/correctness/noEmptyPattern: Vitest reads from this pattern what the fixture needs.
  async ({}, { onCleanup }): Promise<World> => {
    const own = await openOwnDatabase(inject('adminUrl'));
    const world = await startWorld({ adminUrl: own.adminUrl });
    onCleanup(async () => {
      await world.close();
      await own.close();
    });
    return world;
  },
);
