import { type EntityClass, MikroORM } from '@mikro-orm/core';
import { ReflectMetadataProvider } from '@mikro-orm/decorators/legacy';
import type pg from 'pg';
import { TrailSubscriber } from '../audit/trail.ts';
import { BoundDriver } from './bound-driver.ts';
import type { Way } from './reader.ts';
import { asUnitConnections } from './unit-connection.ts';

/** An ORM over the entities, as one login. */
export function openOrm(
  url: string,
  entities: readonly EntityClass<object>[],
  poolSize = 8,
  way: Way = { keepsNames: false },
  extra: object = {},
): Promise<MikroORM> {
  return MikroORM.init({
    driver: BoundDriver,
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
        asUnitConnections(pool, way);
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
