import { resolve } from 'node:path';
import { measureClockWork } from '@landfall/kit/clock-work/standing';
import { loginUrl } from '@landfall/kit/database/logins';
import { createLog } from '@landfall/kit/log/log';
import { Metrics } from '@landfall/kit/metrics/metrics';
import { pendingMigrations } from '@landfall/kit/migration/migrate';
import { measureOutbox } from '@landfall/kit/outbox/outbox-figures';
import { measureReadModels } from '@landfall/kit/rebuild/read-models';
import { type RunningMail, startMail } from '@landfall/notifications/start-mail';
import type { Config } from '../config/config.ts';
import type { DemoAccount } from '../demo/demo-account.ts';
import { loadDemo } from '../demo/load-demo.ts';
import { services } from '../host/services.ts';
import { Graph } from '../server/graph.ts';
import { openHost } from '../server/host.ts';
import { readOperations } from '../server/persisted-operations.ts';
import { createHttpServer } from '../server/server.ts';
import { loadPages } from '../server/web-pages.ts';
import { readContracts } from '../supergraph/schema-files.ts';
import type { Lifecycle } from './lifecycle.ts';
import { listen } from './listen.ts';
import type { Progress } from './progress.ts';
import { tidyHeap } from './tidy-heap.ts';

/** What one process serves from. */
export interface ServeOptions {
  readonly config: Config;
  readonly adminUrl: string;
  /** The repository. */
  readonly root: string;
  readonly progress: Progress;
  /** Where it is measured, if it is. */
  readonly metrics: Metrics | undefined;
}

/** A process that answers. */
export interface Served {
  readonly address: string;
  readonly demoAccounts: readonly DemoAccount[] | null;
  readonly mail: RunningMail | undefined;
}

/** Services, API, pages and mail of one process, until `life` ends. */
export async function serve(life: Lifecycle, options: ServeOptions): Promise<Served> {
  const { config, adminUrl, root, progress, metrics } = options;
  const log = createLog(config.logLevel);
  const host = await openHost({
    adminUrl,
    secret: config.secret,
    loginUrls: config.loginUrls,
    services,
    serviceUrls: config.serviceUrls,
    listenUrl: config.databaseListenUrl,
    allowsPrivate: config.allowsPrivate,
    log,
  });
  life.onStop('services', () => host.close());
  if (config.publicUrl && 'hops' in config.trustProxy && config.trustProxy.hops === 0)
    log.warn(
      'PUBLIC_URL is set and TRUST_PROXY is not: everybody comes from the proxy’s address and shares its limits',
    );
  if (metrics) {
    host.tenancy.measure(metrics);
    measureOutbox(metrics, host.tenancy.reader('worker'));
    measureReadModels(metrics, host.tenancy.reader('worker'));
    measureClockWork(metrics, host.tenancy.reader('worker'));
    metrics.gauge('landfall_subscriptions', 'Subscriptions that listen for changes.', () => host.bus.size);
  }
  const operations = readOperations(
    resolve(root, 'web/build/operations.json'),
    resolve(root, 'schema/operations.json'),
  );
  const graph = await Graph.start(host, readContracts(resolve(root, 'schema')), config.isProduction, operations);
  const pages = await loadPages(resolve(root, 'web/build/handler.js'), config.publicUrl);
  const migrator = loginUrl(adminUrl, 'migrator', config.secret, config.loginUrls);
  const { demo, demoSeed: seed, demoSize: size } = config;
  const demoAccounts = demo
    ? await progress.step('Demo data', (tell) =>
        loadDemo({ migratorUrl: migrator, tenancy: host.tenancy, seed, size, tell }),
      )
    : null;
  let mail: RunningMail | undefined;
  const { server, drain } = createHttpServer({
    host,
    graph,
    secret: config.secret,
    pages,
    demoAccounts,
    port: config.port,
    publicUrl: config.publicUrl,
    trustProxy: config.trustProxy,
    keptMails: () => mail?.kept,
    isProduction: config.isProduction,
    metrics,
    pending: () => pendingMigrations(migrator, services),
  });
  const port = await listen(server, config.port, config.host);
  life.onStop('server', drain, 2500);
  const address = config.publicUrl ?? `http://localhost:${port}`;
  if (!config.serviceUrls.notifications) {
    const { smtpUrl, mailFrom } = config;
    mail = startMail({ host, baseUrl: address, smtpUrl, mailFrom, demo });
    life.onStop('mail', mail.stop, 1500);
  }
  void tidyHeap();
  return { address, demoAccounts, mail };
}
