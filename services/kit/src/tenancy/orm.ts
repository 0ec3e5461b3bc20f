import { type EntityClass, MikroORM } from '@mikro-orm/core';
import { ReflectMetadataProvider } from '@mikro-orm/decorators/legacy';
import { PostgreSqlDriver } from '@mikro-orm/postgresql';
import pg from 'pg';
import { TrailSubscriber } from '../audit/trail.ts';
import type { Way } from './reader.ts';
import { statementName } from './scoped-query.ts';

/** An ORM over the entities, as one login. */
export function openOrm(
  url: string,
  entities: readonly EntityClass<object>[],
  poolSize = 8,
  way: Way = { keepsNames: false },
  extra: object = {},
): Promise<MikroORM> {
  return MikroORM.init({
    driver: PostgreSqlDriver,
    clientUrl: url,
    entities: [...entities],
    metadataProvider: ReflectMetadataProvider,
    metadataCache: { enabled: false },
    subscribers: [new TrailSubscriber()],
    pool: { min: 0, max: poolSize },
    forceUtcTimezone: true,
    driverOptions: {
      onPoolCreated: (pool: pg.Pool) => {
        releaseBroken(pool);
        prepareOften(pool, way);
      },
    },
    // What runs is told by the process's own log and progress.
    logger: () => {},
    ...extra,
  } as never);
}

/**
 * A connection that ends inside a transaction (database gone, `transaction_timeout`) can't be rolled back, and Kysely
 * gives back only what it could roll back: without this every such end would cost the pool a place for good.
 */
function releaseBroken(pool: pg.Pool): void {
  pool.on('acquire', (client) => {
    const release = (): void => client.release(true);
    client.once('error', release);
    const free = (_error: unknown, released: pg.PoolClient): void => {
      if (released !== client) return;
      client.off('error', release);
      pool.off('release', free as never);
    };
    pool.on('release', free as never);
  });
}

/** Texts that are prepared; there are some hundreds, and who makes more than that makes each once. */
const MOST_PREPARED = 1000;
const names = new Map<string, string>();

/** Rows whose columns are not named: a migration beside this process may give them another. */
const ANY_COLUMN = /\b(?:select|returning)\s+(?:"?\w+"?\.)?\*/i;

/** A statement with values beside it is parsed and planned once a connection, where names are kept. */
function prepareOften(pool: pg.Pool, way: Way): void {
  pool.on('connect', (client) => {
    const { prototype } = pg.Client;
    const query = (...given: unknown[]): unknown => prototype.query.apply(client, given as never);
    client.query = ((text: unknown, values: unknown, ...more: unknown[]) => {
      const isOne = way.keepsNames && typeof text === 'string' && Array.isArray(values) && values.length > 0;
      const name = isOne ? nameOf(text) : undefined;
      return name ? query({ name, text, values }, ...more) : query(text, values, ...more);
    }) as never;
  });
}

function nameOf(text: string): string | undefined {
  let name = names.get(text);
  if (!name && names.size < MOST_PREPARED && !ANY_COLUMN.test(text)) {
    name = statementName(text);
    names.set(text, name);
  }
  return name;
}
