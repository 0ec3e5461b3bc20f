import 'reflect-metadata';
import { resolve } from 'node:path';
import { loginUrl } from '@landfall/kit/database/logins';
import { createLog } from '@landfall/kit/log/log';
import { pendingMigrations } from '@landfall/kit/migration/migrate';
import { type RunningMail, startMail } from '@landfall/notifications/start-mail';
import { readConfig } from './config/config.ts';
import { accountsTable } from './demo/accounts-table.ts';
import { loadDemo } from './demo/load-demo.ts';
import { openDatabase } from './host/open-database.ts';
import { services } from './host/services.ts';
import { listen } from './process/listen.ts';
import { Progress } from './process/progress.ts';
import { runProcess } from './process/run.ts';
import { Graph } from './server/graph.ts';
import { openHost } from './server/host.ts';
import { readOperations } from './server/persisted-operations.ts';
import { createHttpServer } from './server/server.ts';
import { loadPages } from './server/web-pages.ts';
import { readContracts } from './supergraph/schema-files.ts';

const root = resolve(import.meta.dirname, '../../..');

await runProcess(async (life) => {
  const config = readConfig();
  const progress = new Progress();
  const { adminUrl } = await openDatabase(config, services, life, progress);
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
  progress.line(`\nLandfall is at ${address}`);
  if (mail?.warning) progress.line(`\n${mail.warning}`);
  if (mail?.kept) progress.line(`Mail is kept, to be read at ${address}/mail`);
  if (demoAccounts) progress.line(`\n${accountsTable(demoAccounts, address)}`);
});
