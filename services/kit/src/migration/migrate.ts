import { type Migration, Migrator } from '@mikro-orm/migrations';
import { LIBRARY_SCHEMA } from '../clock-work/library.tables.ts';
import { oneAtATime } from '../database/one-at-a-time.ts';
import type { Service } from '../service/service.ts';
import { openOrm } from '../tenancy/orm.ts';
import { cardStatements, grantStatements } from './access-statements.ts';

const TRACKING = {
  tableName: 'kit.migration',
  transactional: true,
  // Each holds its locks no longer than it takes itself, and an index is built outside a transaction (`IndexMigration`).
  allOrNothing: false,
  disableForeignKeys: false,
  snapshot: false,
  safe: true,
};

/** An ORM as the migrator, over everything the services own. */
async function openMigrator(url: string, services: readonly Service[]) {
  const migrationsList = services.flatMap((service) =>
    service.migrations.map(({ name, class: type }) => ({
      name: `${service.name}/${name}`,
      class: type as typeof Migration as never,
    })),
  );
  return openOrm(
    url,
    services.flatMap((service) => service.entities),
    1,
    undefined,
    {
      extensions: [Migrator],
      migrations: { ...TRACKING, migrationsList },
      // Cards are ours to bring up to date, see access-statements.
      schemaGenerator: {
        skipTables: ['kit.migration', 'migration'],
        skipViews: [/_card$/],
        ignoreSchema: [LIBRARY_SCHEMA],
      },
    },
  );
}

/**
 * Runs what is pending, in the order the services are given, then brings cards and grants to what the code says. Of several
 * processes that start at once one does, and the others wait and find it done.
 * `tablesOnly` leaves the latter out: while a migration is drafted, the code is ahead of the tables.
 * @returns the names run
 */
export async function migrate(
  url: string,
  services: readonly Service[],
  options: { progress?: (name: string) => void; tablesOnly?: boolean } = {},
): Promise<string[]> {
  const orm = await openMigrator(url, services);
  try {
    if (await isCurrent(orm, services)) return [];
    return await oneAtATime(url, async () => {
      const migrator = orm.migrator;
      migrator.on('migrated', ({ name }) => options.progress?.(name));
      const pending = await migrator.getPending();
      if (pending.length > 0) await migrator.up();
      if (!options.tablesOnly) await syncAccess(orm.em as never, services);
      return pending.map(({ name }) => name);
    });
  } finally {
    await orm.close();
  }
}

type Orm = Awaited<ReturnType<typeof openMigrator>>;

/** Whether nothing is left to do, told without a lock: most starts find it so. */
async function isCurrent(orm: Orm, services: readonly Service[]): Promise<boolean> {
  const em = orm.em.fork() as unknown as Executor;
  const [tracking] = await em.execute<{ exists: boolean }>(
    `select to_regclass('kit.migration') is not null as "exists"`,
  );
  if (!tracking?.exists) return false;
  const ran = new Set((await em.execute<{ name: string }>('select name from kit.migration')).map(({ name }) => name));
  const isPending = services.some(({ name, migrations }) => migrations.some((one) => !ran.has(`${name}/${one.name}`)));
  if (isPending || (await cardStatements(em, services)).length > 0) return false;
  return (await grantStatements(em, services)).length === 0;
}

/** Names of migrations that have not run; empty where the database is what this version needs. */
export async function pendingMigrations(url: string, services: readonly Service[]): Promise<string[]> {
  const orm = await openMigrator(url, services);
  try {
    return (await orm.migrator.getPending()).map(({ name }) => name);
  } finally {
    await orm.close();
  }
}

/** SQL that would bring the database to what one service's entities say: what a new migration is drafted from, and empty on a current one. */
export async function schemaDifference(url: string, services: readonly Service[]): Promise<string[]> {
  const orm = await openMigrator(url, services);
  try {
    const sql = await orm.schema.getUpdateSchemaSQL({ wrap: false, safe: false });
    return (
      sql
        .split(/;\s*\n/)
        .map((s) => s.trim())
        .filter(Boolean)
        // Composite foreign keys share the tenant column and are written by hand; the generator knows none of them.
        .filter((statement) => !/drop constraint "\w+_foreign"/.test(statement))
    );
  } finally {
    await orm.close();
  }
}

interface Executor {
  execute<T>(sql: string, params?: readonly unknown[]): Promise<T[]>;
  transactional<T>(task: (em: Executor) => Promise<T>): Promise<T>;
  fork(): Executor;
}

/** Cards and grants follow the code; they are written only where they differ, so that a start takes no lock. */
async function syncAccess(root: Executor, services: readonly Service[]): Promise<void> {
  await root.fork().transactional(async (em) => {
    for (const statement of await cardStatements(em, services)) await em.execute(statement);
    for (const statement of await grantStatements(em, services)) await em.execute(statement);
  });
}
