import { createServer, type Server } from 'node:http';
import type { Metrics } from '@landfall/kit/metrics/metrics';

/** `/metrics` for Prometheus, on a port of its own: whoever reaches the pages doesn't reach this. */
export function metricsServer({ registry }: Metrics): Server {
  return createServer((request, response) => {
    if (request.method !== 'GET' || request.url?.split('?', 1)[0] !== '/metrics') {
      response.writeHead(404).end();
      return;
    }
    registry.metrics().then(
      (text) => response.writeHead(200, { 'content-type': registry.contentType }).end(text),
      () => response.writeHead(500).end(),
    );
  });
}
