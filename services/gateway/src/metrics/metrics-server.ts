import cluster from 'node:cluster';
import { createServer, type Server } from 'node:http';
import type { Metrics } from '@landfall/kit/metrics/metrics';
import { AggregatorRegistry } from 'prom-client';
import type { Lifecycle } from '../process/lifecycle.ts';
import { listen } from '../process/listen.ts';

/** Answers `/metrics` for Prometheus with what `read` gives. */
export function metricsServer(contentType: string, read: () => Promise<string>): Server {
  return createServer((request, response) => {
    if (request.method !== 'GET' || request.url?.split('?', 1)[0] !== '/metrics') {
      response.writeHead(404).end();
      return;
    }
    read().then(
      (text) => response.writeHead(200, { 'content-type': contentType }).end(text),
      () => response.writeHead(500).end(),
    );
  });
}

/**
 * `/metrics` on a port of its own: whoever reaches the pages doesn't reach this. Where there are workers the first process
 * answers with their sums.
 */
export async function startMetrics(life: Lifecycle, metrics: Metrics | undefined, port: number): Promise<void> {
  const sums = new AggregatorRegistry();
  const server = metricsServer(sums.contentType, () =>
    Object.keys(cluster.workers ?? {}).length > 0
      ? sums.clusterMetrics()
      : (metrics?.registry.metrics() ?? Promise.resolve('')),
  );
  await listen(server, port, '127.0.0.1');
  life.onStop('metrics', () => server.close(), 500);
}

/** What a worker tells the first process about itself. */
export function tellFirstProcess({ registry }: Metrics): void {
  AggregatorRegistry.setRegistries([registry]);
  // Only a worker that has made one answers.
  void new AggregatorRegistry();
}
