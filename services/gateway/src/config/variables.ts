import { LOGINS } from '@landfall/kit/database/logins';
import { TRACING_VARIABLES as TRACING } from '@landfall/kit/tracing/tracing-settings';
import { trust } from './trust.ts';
import {
  address,
  mailAddress,
  mailServer,
  oneOf,
  onOff,
  path,
  port,
  type Reader,
  text,
  whole,
  workers,
} from './values.ts';

/** Known to everybody who reads this file, so refused with NODE_ENV=production. */
export const DEVELOPMENT_SECRET = 'landfall development secret, never for production';
export const SERVICES = [
  'identity',
  'catalogue',
  'customers',
  'support',
  'network',
  'ledger',
  'notifications',
] as const;
export type ServiceName = (typeof SERVICES)[number];

/** One environment variable: what it means, how it is read, and what holds when it is not set. */
export interface Variable<T = unknown> {
  read: Reader<T>;
  /** Text as one would set it; undefined: none. */
  unset: (production: boolean) => string | undefined;
  /** The default in words, where it is not one fixed text. */
  unsetInWords?: string;
  meaning: string;
}

const of = <T>(read: Reader<T>, unset: string | undefined, meaning: string): Variable<T> => ({
  read,
  unset: () => unset,
  meaning,
});

/** Every variable Landfall reads, in the order the README shows them. */
export const VARIABLES = {
  PORT: of(port, '3000', 'Port of the pages, `/graphql` and its subscriptions. 0: one the system chooses.'),
  HOST: {
    read: text,
    unset: (production: boolean) => (production ? '0.0.0.0' : '127.0.0.1'),
    unsetInWords: '`127.0.0.1`; in production `0.0.0.0`',
    meaning: 'Address to listen on.',
  },
  PUBLIC_URL: of(
    address('http', 'https'),
    undefined,
    'How browsers reach this, when not directly: decides cookies, allowed origins, links.',
  ),
  TRUST_PROXY: of(
    trust,
    'none',
    'Whose `X-Forwarded-For` and `X-Forwarded-Proto` are believed: `none`, the number of proxies in front, or their addresses and networks (`10.0.0.0/8,fd00::/8`).',
  ),
  DATA_DIR: of(path, '.data', 'Data folder: the embedded database and files.'),
  DATABASE_URL: of(
    address('postgres', 'postgresql'),
    undefined,
    'PostgreSQL 15 or newer, as superuser or as owner of the database with CREATEROLE. Unset: an embedded PostgreSQL 18 in the data folder. A low `autovacuum_naptime` (10 s) there makes a new system’s first minutes quick (decision 49).',
  ),
  DATABASE_LISTEN_URL: of(
    address('postgres', 'postgresql'),
    undefined,
    'The same server for LISTEN, when DATABASE_URL goes through a pooler.',
  ),
  SECRET: of(
    text,
    DEVELOPMENT_SECRET,
    'Passwords of the database logins and signatures derive from it. At least 32 characters, your own, in production.',
  ),
  DEMO: {
    read: onOff,
    unset: (production: boolean) => (production ? 'off' : 'on'),
    unsetInWords: 'on; in production off',
    meaning: 'Load demo data into an empty database.',
  },
  DEMO_SEED: of(whole, '1', 'The same seed makes the same demo data.'),
  DEMO_SIZE: of(oneOf('full', 'small'), 'full', 'How much demo data: `full` (13 months) or `small` (for tests).'),
  SMTP_URL: of(
    mailServer,
    undefined,
    'How mail leaves: `smtp://user:password@host:587` or `smtps://…`. Unset: kept to be read at `/mail` where there is demo data, else queued.',
  ),
  MAIL_FROM: of(mailAddress, undefined, 'The address mail comes from; must be set where SMTP_URL is.'),
  PRIVATE_ADDRESSES: {
    read: onOff,
    unset: (production: boolean) => (production ? 'off' : 'on'),
    unsetInWords: 'on; in production off',
    meaning: 'Whether addresses that partners type in (identity providers) may be of private networks.',
  },
  WORKERS: of(workers, '1', 'Processes on the one port, up to 64; one that ends by itself is replaced.'),
  METRICS_PORT: of(port, undefined, 'Port of `/metrics` (Prometheus), on 127.0.0.1. Unset: nothing is measured.'),
  OTEL_EXPORTER_OTLP_ENDPOINT: of(
    TRACING.OTEL_EXPORTER_OTLP_ENDPOINT,
    undefined,
    'Collector that traces go to, OTLP over HTTP: `http://localhost:4318`. Unset: nothing is traced, and nothing of it is loaded.',
  ),
  OTEL_EXPORTER_OTLP_PROTOCOL: of(
    TRACING.OTEL_EXPORTER_OTLP_PROTOCOL,
    'http/protobuf',
    'How they go: `http/protobuf` or `http/json`. Headers, certificates, time limits: `OTEL_EXPORTER_OTLP_…`, as OpenTelemetry has them.',
  ),
  OTEL_SERVICE_NAME: of(
    TRACING.OTEL_SERVICE_NAME,
    'landfall-gateway',
    'What this process is called in traces; a service in a process of its own is `landfall-<service>`, pages are `landfall-web`.',
  ),
  OTEL_TRACES_SAMPLER: of(
    TRACING.OTEL_TRACES_SAMPLER,
    'parentbased_always_on',
    'Which traces are kept: `parentbased_traceidratio` for a share of them, and the other names OpenTelemetry has.',
  ),
  OTEL_TRACES_SAMPLER_ARG: of(TRACING.OTEL_TRACES_SAMPLER_ARG, '1', 'That share, from 0 to 1.'),
  OTEL_BSP_MAX_QUEUE_SIZE: of(
    TRACING.OTEL_BSP_MAX_QUEUE_SIZE,
    '2048',
    'Spans that wait for the collector; more are dropped, so that a slow one costs nothing else.',
  ),
  OTEL_BSP_SCHEDULE_DELAY: of(
    TRACING.OTEL_BSP_SCHEDULE_DELAY,
    '5000',
    'How long they wait to go together. Milliseconds.',
  ),
  LOG_LEVEL: of(
    oneOf('trace', 'debug', 'info', 'warn', 'error', 'silent'),
    'info',
    'Least level of log lines (JSON, standard error).',
  ),
  NODE_ENV: of(
    oneOf('development', 'test', 'production'),
    'development',
    '`production` refuses development secrets, and documents that are no page’s unless by an API token with that scope.',
  ),
} satisfies Record<string, Variable>;

/** DATABASE_URL_DESK and so on: an address in place of the derived one. */
export const LOGIN_VARIABLES = LOGINS.map((login) => ({
  login,
  name: `DATABASE_URL_${login.toUpperCase()}`,
  read: address('postgres', 'postgresql'),
}));

/** IDENTITY_URL and so on: a service that runs in another process. */
export const SERVICE_VARIABLES = SERVICES.map((service) => ({
  service,
  name: `${service.toUpperCase()}_URL`,
  read: address('http', 'https'),
}));
