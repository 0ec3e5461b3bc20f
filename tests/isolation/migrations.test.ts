import { services } from '@landfall/gateway/host/services';
import { loginUrl } from '@landfall/kit/database/logins';
import { migrate, pendingMigrations, schemaDifference } from '@landfall/kit/migration/migrate';
import type { Migration } from '@mikro-orm/migrations';
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

/** Ran before the first partner had rows. */
const BEFORE_ANYBODY = ['identity/20261123-people', 'kit/20261123-audit-trail', 'kit/20261123-audit-action'];
const tableOf = (sql: string): string | undefined => /^create table "?(\w+)"?\."?(\w+)/.exec(sql)?.slice(1).join('.');
const indexed = (sql: string): string | undefined =>
  /^create (?:unique )?index (?!concurrently).* on "?(\w+)"?\."?(\w+)/.exec(sql)?.slice(1).join('.');

test('no index is built on a table that was there before in a way that holds up who writes it', async () => {
  const found: string[] = [];
  for (const { name: service, migrations } of services)
    for (const { name, class: type } of migrations) {
      const nowhere = { execute: async () => [] };
      const migration = new (type as unknown as new (driver: object, config: object) => Migration)(nowhere, {});
      await migration.up();
      const statements = migration.getQueries().map(String);
      const isNew = new Set(statements.map(tableOf));
      if (statements.map(indexed).some((table) => table && !isNew.has(table))) found.push(`${service}/${name}`);
    }
  expect(found.sort()).toEqual(BEFORE_ANYBODY.sort());
});
