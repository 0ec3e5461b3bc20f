import { services } from '@landfall/gateway/host/services';
import { loginUrl } from '@landfall/kit/database/logins';
import { migrate, pendingMigrations, schemaDifference } from '@landfall/kit/migration/migrate';
import { expect, inject, test } from 'vitest';
import { SECRET } from '../kit/database.setup.ts';

const url = loginUrl(inject('adminUrl'), 'migrator', SECRET);

test('entities and migrations say the same', async () => {
  const different = await schemaDifference(url, services);
  expect(different.filter((statement) => !statement.startsWith('create schema'))).toEqual([]);
});

test('a current database has nothing pending, and migrating it again changes nothing', async () => {
  expect(await pendingMigrations(url, services)).toEqual([]);
  expect(await migrate(url, services)).toEqual([]);
});
