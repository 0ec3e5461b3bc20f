import { createLog } from '../log/log.ts';
import { openLocalHost } from './local-host.ts';
import type { Service } from './service.ts';
import { createSubgraphServer } from './subgraph-server.ts';

const DRAIN_MS = 2000;
const BUDGET_MS = 4600;

/**
 * Runs one service alone, as its `main.ts`: `DATABASE_URL`, `SECRET`, `PORT` and `GATEWAY_URL` say where. The gateway
 * reaches it by `<SERVICE>_URL`. Prints its address when it is ready.
 */
export async function serveService(service: Service, kit: Service): Promise<void> {
  const { DATABASE_URL, SECRET, PORT = '0', GATEWAY_URL, LOG_LEVEL = 'info' } = process.env;
  if (!DATABASE_URL || !SECRET || !GATEWAY_URL) {
    process.stderr.write('DATABASE_URL, SECRET and GATEWAY_URL must be set, the same as the gateway has.\n');
    process.exit(2);
  }
  const host = await openLocalHost({
    adminUrl: DATABASE_URL,
    secret: SECRET,
    services: [kit, service],
    log: createLog(LOG_LEVEL),
  });
  const server = createSubgraphServer({ name: service.name, host, secret: SECRET, gatewayUrl: GATEWAY_URL });
  server.listen(Number(PORT), '127.0.0.1', () => {
    const address = server.address();
    process.stdout.write(
      `${service.name} is at http://127.0.0.1:${typeof address === 'object' ? address?.port : PORT}/graphql\n`,
    );
  });
  const stop = (): void => {
    // Streams never end by themselves, and answers take 2 s at most; everything is down within 5 s.
    setTimeout(() => server.closeAllConnections(), DRAIN_MS);
    setTimeout(() => process.exit(1), BUDGET_MS).unref();
    server.close(() => void host.close().finally(() => process.exit(0)));
    server.closeIdleConnections();
  };
  // A rejection belongs to one piece of work: the others go on.
  process.on('unhandledRejection', (error) => host.log.error({ err: error }, 'unhandled rejection'));
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}
