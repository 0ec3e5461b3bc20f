import { startClockWork } from '../clock-work/clock-work.ts';
import type { GivenUrls } from '../database/login.names.ts';
import { loginUrl } from '../database/logins.ts';
import { WakeUpListener } from '../database/wake-up-listener.ts';
import { EventBus } from '../event-bus/event-bus.ts';
import { startDueWatcher } from '../ledger/due-watcher.ts';
import type { Log } from '../log/log.ts';
import { type RunningConsumers, startConsumers } from '../outbox/consumer-runner.ts';
import { OutboxReader } from '../outbox/outbox-reader.ts';
import { WakeUpCalls } from '../outbox/wake-up-calls.ts';
import { Outside } from '../outside/outside.ts';
import type { ProblemCatalog } from '../problem/problem-catalog.ts';
import { comparisonSchedules } from '../rebuild/comparison.ts';
import { retentionSchedules } from '../retention/retention.ts';
import { Seals } from '../seal/seals.ts';
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
  /** The same server for LISTEN, where the way to it is a pooler. */
  readonly listenUrl?: string | undefined;
  /** Whether calls outside may go to private addresses; in production they don't unless it is said. */
  readonly allowsPrivate?: boolean | undefined;
  /** Whether it takes part in work by the clock; it does unless said. Tests that compare tables want no other hand in them. */
  readonly keepsClock?: boolean;
}

/** A process that runs services: its ways to the database, its events, its subgraphs. */
export interface LocalHost extends Host {
  /** Runs operations of each hosted service, by its name. */
  readonly executors: ReadonlyMap<string, SubgraphExecutor>;
  readonly catalog: ProblemCatalog;
  readonly outbox: OutboxReader;
  readonly consumers: RunningConsumers;
  close(): Promise<void>;
}

/** Opens the database's logins, builds the services' subgraphs, starts telling events and doing what follows from them. */
export async function openLocalHost({
  adminUrl,
  secret,
  loginUrls,
  services,
  log,
  listenUrl,
  allowsPrivate = process.env.NODE_ENV !== 'production',
  keepsClock = true,
}: LocalHostOptions): Promise<LocalHost> {
  const seals = new Seals(secret);
  const tenancy = new Tenancy({
    seals,
    urlOf: (login) => loginUrl(adminUrl, login, secret, loginUrls),
    entities: services.flatMap((service) => service.entities),
  });
  const bus = new EventBus();
  const catalog: ProblemCatalog = Object.assign({}, ...services.map((service) => service.problems ?? {}));
  const executors = new Map(
    services
      .filter((service) => service.resolvers.length > 0)
      .map((service) => [service.name, subgraphExecutor(buildSubgraph(service), catalog)]),
  );
  const outbox = new OutboxReader(
    tenancy.reader('worker'),
    (events) => {
      for (const event of events) bus.publish(event);
    },
    log,
  );
  await outbox.start();
  bus.listens();
  const consumers = await startConsumers({ tenancy, services, log });
  const dueWatcher = services.some((service) => service.name === 'ledger')
    ? startDueWatcher({ tenancy, log })
    : undefined;
  const outside = new Outside(allowsPrivate);
  const host: Host = { tenancy, bus, log, seals, outside };
  const background = services.flatMap(({ background: start }) => (start ? [start(host)] : []));
  const clockWork = keepsClock
    ? startClockWork({
        host,
        url: loginUrl(adminUrl, 'worker', secret, loginUrls),
        services,
        schedules: [
          ...services.flatMap((service) => service.schedules ?? []),
          ...retentionSchedules(services),
          ...comparisonSchedules(services),
        ],
      })
    : undefined;
  const wake = (): void => {
    outbox.wake();
    consumers.wake();
  };
  const calls = new WakeUpCalls(tenancy.reader('worker'));
  const listener = new WakeUpListener(
    loginUrl(listenUrl ?? adminUrl, 'worker', secret, listenUrl ? {} : loginUrls),
    (caller) => {
      if (caller !== calls.caller) wake();
    },
    log,
  );
  tenancy.whenCommitted(() => {
    wake();
    calls.send();
  });
  void listener.start();
  const close = async (): Promise<void> => {
    calls.stop();
    await Promise.all([
      clockWork?.stop(),
      listener.stop(),
      dueWatcher?.stop(),
      consumers.stop(),
      outbox.stop(),
      ...background.map((work) => work.stop()),
    ]);
    await tenancy.close();
  };
  return {
    ...host,
    executors,
    catalog,
    outbox,
    consumers,
    close,
  };
}
