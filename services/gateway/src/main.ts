import 'reflect-metadata';
import cluster from 'node:cluster';
import { resolve } from 'node:path';
import { createLog } from '@landfall/kit/log/log';
import { Metrics } from '@landfall/kit/metrics/metrics';
import { startTracing } from '@landfall/kit/tracing/start-tracing';
import { type Config, readConfig } from './config/config.ts';
import { accountsTable } from './demo/accounts-table.ts';
import { openDatabase } from './host/open-database.ts';
import { services } from './host/services.ts';
import { startMetrics, tellFirstProcess } from './metrics/metrics-server.ts';
import type { Lifecycle } from './process/lifecycle.ts';
import { Progress } from './process/progress.ts';
import { runProcess } from './process/run.ts';
import { serve } from './process/serve.ts';
import { runWorkers } from './process/workers.ts';

const root = resolve(import.meta.dirname, '../../..');

await runProcess(async (life) => {
  const config = readConfig();
  if (config.tracing && (cluster.isWorker || config.workers === 1)) {
    const traces = await startTracing(config.tracing, createLog(config.logLevel));
    life.onStop('traces', () => traces.stop());
  }
  if (cluster.isPrimary) return begin(life, config);
  const metrics = measured(config);
  if (metrics) tellFirstProcess(metrics);
  // The address of a worker's database is the one our first process has opened.
  await serve(life, { config, adminUrl: config.databaseUrl ?? '', root, progress: Progress.silent(), metrics });
});

/** The first process: the database, then everything, or the processes that do everything. */
async function begin(life: Lifecycle, config: Config): Promise<void> {
  const progress = new Progress();
  const { adminUrl } = await openDatabase(config, services, life, progress);
  const metrics = measured(config);
  if (config.metricsPort !== undefined) await startMetrics(life, metrics, config.metricsPort);
  if (config.workers > 1) {
    const port = await progress.step(`${config.workers} workers`, () =>
      runWorkers({ count: config.workers, env: { DATABASE_URL: adminUrl }, life }),
    );
    progress.line(`\nLandfall is at ${config.publicUrl ?? `http://localhost:${port}`}`);
    return;
  }
  const { address, mail, demoAccounts } = await serve(life, { config, adminUrl, root, progress, metrics });
  progress.line(`\nLandfall is at ${address}`);
  if (mail?.warning) progress.line(`\n${mail.warning}`);
  if (mail?.kept) progress.line(`Mail is kept, to be read at ${address}/mail`);
  if (demoAccounts) progress.line(`\n${accountsTable(demoAccounts, address)}`);
}

/** Measuring costs little, and nothing where nobody asks. */
function measured({ metricsPort }: Config): Metrics | undefined {
  return metricsPort === undefined ? undefined : new Metrics();
}
