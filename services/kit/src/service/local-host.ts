import { loginUrl } from '../database/logins.ts';
import type { GivenUrls } from '../database/login.names.ts';
import { EventBus } from '../event-bus/event-bus.ts';
import type { Log } from '../log/log.ts';
import { OutboxReader } from '../outbox/outbox-reader.ts';
import type { ProblemCatalog } from '../problem/problem-catalog.ts';
import { Tenancy } from '../tenancy/tenancy.ts';
import type { Host } from './context.ts';
import type { Service } from './service.ts';
import { buildSubgraph } from './subgraph.ts';
import { type SubgraphExecutor, subgraphExecutor } from './subgraph-executor.ts';

/** What a process that runs services is made from. */
export interface LocalHostOptions {
  readonly adminUrl: string;
  readonly secret: string;
  readonly loginUrls?: Readonly<GivenUrls>;
  readonly services: readonly Service[];
  readonly log: Log;
}

/** A process that runs services: its ways to the database, its events, its subgraphs. */
export interface LocalHost extends Host {
  /** Runs operations of each hosted service, by its name. */
  readonly executors: ReadonlyMap<string, SubgraphExecutor>;
  readonly catalog: ProblemCatalog;
  readonly outbox: OutboxReader;
  close(): Promise<void>;
}

/** Opens the database's logins, builds the services' subgraphs and starts telling events. */
export async function openLocalHost({ adminUrl, secret, loginUrls, services, log }: LocalHostOptions): Promise<LocalHost> {
  const tenancy = new Tenancy({
    urlOf: (login) => loginUrl(adminUrl, login, secret, loginUrls),
    entities: services.flatMap((service) => service.entities),
  });
  const bus = new EventBus();
  const catalog: ProblemCatalog = Object.assign({}, ...services.map((service) => service.problems ?? {}));
  const executors = new Map(
    services.filter((service) => service.resolvers.length > 0).map((service) => [service.name, subgraphExecutor(buildSubgraph(service), catalog)]),
  );
  const outbox = new OutboxReader(
    tenancy.reader('worker'),
    (events) => {
      for (const event of events) bus.publish(event);
    },
    log,
  );
  tenancy.whenCommitted(() => outbox.wake());
  await outbox.start();
  const close = async (): Promise<void> => {
    await outbox.stop();
    await tenancy.close();
  };
  return { tenancy, bus, log, executors, catalog, outbox, close };
}
