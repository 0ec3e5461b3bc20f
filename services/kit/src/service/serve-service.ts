import { createPublicKey, type KeyObject } from 'node:crypto';
import type { GivenUrls } from '../database/login.names.ts';
import { LOGINS } from '../database/logins.ts';
import { createLog } from '../log/log.ts';
import { startTracing } from '../tracing/start-tracing.ts';
import { type TracingSettings, tracingSettings } from '../tracing/tracing-settings.ts';
import { publicKeyOf, signingKey } from '../viewer/viewer-token.ts';
import { openLocalHost } from './local-host.ts';
import type { Service } from './service.ts';
import { createSubgraphServer } from './subgraph-server.ts';

const DRAIN_MS = 2000;
const BUDGET_MS = 4600;

/** Whom a service logs in as; what only a gateway is (migrator, admin) it isn't. */
const ITS_LOGINS = LOGINS.filter((login) => login !== 'migrator');

interface Place {
  readonly adminUrl: string;
  readonly loginUrls: GivenUrls;
  readonly listenUrl: string | undefined;
  readonly secret: string;
  readonly viewerKey: KeyObject;
  readonly gatewayUrl: string;
  readonly traces: TracingSettings | undefined;
}

/**
 * Where a service runs, from the environment: `DATABASE_URL` (with `DATABASE_LISTEN_URL`, `DATABASE_URL_DESK` and so on) and
 * `SECRET` as the gateway has them, `GATEWAY_URL`. With `GATEWAY_KEY`, the gateway's public key (`npm run -s gateway-key`), the
 * key isn't derived from `SECRET`. `OTEL_…` as the gateway has them.
 */
function placeOf(env: NodeJS.ProcessEnv, name: string): Place | string {
  const { DATABASE_URL, DATABASE_LISTEN_URL, SECRET, GATEWAY_URL, GATEWAY_KEY } = env;
  if (!DATABASE_URL || !SECRET || !GATEWAY_URL)
    return 'DATABASE_URL, SECRET and GATEWAY_URL must be set, the same as the gateway has.';
  let traces: TracingSettings | undefined;
  try {
    traces = tracingSettings(env, `landfall-${name}`);
  } catch (error) {
    return (error as Error).message;
  }
  const given = ITS_LOGINS.map((login) => [login, env[`DATABASE_URL_${login.toUpperCase()}`]] as const);
  try {
    return {
      adminUrl: DATABASE_URL,
      loginUrls: Object.fromEntries(given.filter(([, url]) => url)),
      listenUrl: DATABASE_LISTEN_URL || undefined,
      secret: SECRET,
      viewerKey: GATEWAY_KEY ? publicKeyOf(GATEWAY_KEY) : createPublicKey(signingKey(SECRET)),
      gatewayUrl: GATEWAY_URL,
      traces,
    };
  } catch {
    return 'GATEWAY_KEY must be what npm run -s gateway-key says: 43 characters.';
  }
}

/**
 * Runs one service alone, as its `main.ts`. It listens on `HOST` (127.0.0.1 unless said) and `PORT`; the gateway reaches it
 * by `<SERVICE>_URL`. Prints its address when it is ready.
 */
export async function serveService(service: Service, kit: Service): Promise<void> {
  const { HOST = '127.0.0.1', PORT = '0', LOG_LEVEL = 'info' } = process.env;
  const place = placeOf(process.env, service.name);
  if (typeof place === 'string') {
    process.stderr.write(`${place}\n`);
    process.exit(2);
  }
  const { viewerKey, gatewayUrl, traces: settings, ...database } = place;
  const traces = settings && (await startTracing(settings, createLog(LOG_LEVEL)));
  const host = await openLocalHost({ ...database, services: [kit, service], log: createLog(LOG_LEVEL) });
  const server = createSubgraphServer({ name: service.name, host, viewerKey, gatewayUrl });
  server.listen(Number(PORT), HOST, () => {
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : PORT;
    process.stdout.write(`${service.name} is at http://${HOST.includes(':') ? `[${HOST}]` : HOST}:${port}/graphql\n`);
  });
  const ended = async (): Promise<void> => {
    await host.close().finally(() => traces?.stop());
  };
  const stop = (): void => {
    // Streams never end by themselves, and answers take 2 s at most; everything is down within 5 s.
    setTimeout(() => server.closeAllConnections(), DRAIN_MS);
    setTimeout(() => process.exit(1), BUDGET_MS).unref();
    server.close(() => void ended().finally(() => process.exit(0)));
    server.closeIdleConnections();
  };
  // A rejection belongs to one piece of work: the others go on.
  process.on('unhandledRejection', (error) => host.log.error({ err: error }, 'unhandled rejection'));
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}
