import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTemporaryDatabase, type TemporaryDatabase } from '../database/temporary.database.ts';
import { kit } from '../service/kit.service.ts';
import { migrate, pendingMigrations } from './migrate.ts';

let database: TemporaryDatabase;
beforeAll(async () => {
  database = await openTemporaryDatabase();
});
afterAll(() => database.close());

test('of processes that start at once on an empty database one migrates it, and the others find it done', async () => {
  const url = database.urlOf('migrator');
  const ran = await Promise.all([1, 2, 3].map(() => migrate(url, [kit])));
  expect(ran.flat()).toEqual(kit.migrations.map(({ name }) => `kit/${name}`));
  expect(await pendingMigrations(url, [kit])).toEqual([]);
  expect(await migrate(url, [kit])).toEqual([]);
});
