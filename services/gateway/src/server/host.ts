import { EventBus } from '@landfall/kit/event-bus/event-bus';
import type { GivenUrls } from '@landfall/kit/database/login.names';
import { loginUrl } from '@landfall/kit/database/logins';
import type { Log } from '@landfall/kit/log/log';
import { OutboxReader } from '@landfall/kit/outbox/outbox-reader';
import type { ProblemCatalog } from '@landfall/kit/problem/problem-catalog';
import type { Host } from '@landfall/kit/service/context';
import type { Service } from '@landfall/kit/service/service';
import { buildSubgraph } from '@landfall/kit/service/subgraph';
import { subgraphExecutor } from '@landfall/kit/service/subgraph-executor';
import { Tenancy } from '@landfall/kit/tenancy/tenancy';
import { remoteSubgraph } from '../supergraph/remote-subgraph.ts';
import type { Executors } from '../supergraph/surface-graph.ts';

/** What a host is made from. */
export interface HostOptions {
  readonly adminUrl: string;
  readonly secret: string;
  readonly loginUrls?: Readonly<GivenUrls>;
  readonly services: readonly Service[];
  /** Services that run elsewhere, by name. */
  readonly serviceUrls?: Readonly<Partial<Record<string, string>>>;
  readonly log: Log;
}

/** A host that runs services in this process. */
export interface RunningHost extends Host {
  readonly executors: Executors;
  readonly catalog: ProblemCatalog;
  readonly outbox: OutboxReader;
  close(): Promise<void>;
}

/** Opens the database's logins, builds the hosted services' subgraphs and starts telling their events. */
export async function openHost(options: HostOptions): Promise<RunningHost> {
  const { adminUrl, secret, services, log, serviceUrls = {} } = options;
  const hosted = services.filter((service) => !serviceUrls[service.name]);
  const tenancy = new Tenancy({
    urlOf: (login) => loginUrl(adminUrl, login, secret, options.loginUrls),
    entities: services.flatMap((service) => service.entities),
  });
  const bus = new EventBus();
  const catalog: ProblemCatalog = Object.assign({}, ...services.map((service) => service.problems ?? {}));
  const executors = new Map<string, { run: ReturnType<typeof subgraphExecutor>; isLocal: boolean }>();
  for (const service of hosted) {
    if (service.resolvers.length > 0) executors.set(service.name, { run: subgraphExecutor(buildSubgraph(service), catalog), isLocal: true });
  }
  for (const [name, url] of Object.entries(serviceUrls)) {
    if (url) executors.set(name, { run: remoteSubgraph(name, url, secret), isLocal: false });
  }
  const outbox = new OutboxReader(tenancy.reader('worker'), (events) => events.forEach((event) => bus.publish(event)), log);
  tenancy.whenCommitted(() => outbox.wake());
  await outbox.start();
  return {
    tenancy,
    bus,
    log,
    executors,
    catalog,
    outbox,
    async close() {
      await outbox.stop();
      await tenancy.close();
    },
  };
}
