import type { GivenUrls } from '@landfall/kit/database/login.names';
import { type TracingSettings, tracingSettings } from '@landfall/kit/tracing/tracing-settings';
import type { Trust } from './trust.ts';
import {
  DEVELOPMENT_SECRET,
  LOGIN_VARIABLES,
  SERVICE_VARIABLES,
  type ServiceName,
  VARIABLES,
  type Variable,
} from './variables.ts';

/** What the environment says, checked and frozen. */
export interface Config {
  readonly port: number;
  readonly host: string;
  /** How browsers reach this, without an end slash; undefined: directly, at host and port. */
  readonly publicUrl: string | undefined;
  /** Which proxies are believed about where a request comes from. */
  readonly trustProxy: Trust;
  /** Absolute path. */
  readonly dataDir: string;
  /** undefined: the embedded database of the data folder. */
  readonly databaseUrl: string | undefined;
  readonly databaseListenUrl: string | undefined;
  /** Addresses given for single logins. */
  readonly loginUrls: Readonly<GivenUrls>;
  readonly secret: string;
  readonly demo: boolean;
  readonly demoSeed: number;
  readonly demoSize: 'full' | 'small';
  /** undefined: mail is kept, with demo data, or stays queued. */
  readonly smtpUrl: string | undefined;
  readonly mailFrom: string | undefined;
  readonly logLevel: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'silent';
  /** Services that run elsewhere. */
  readonly serviceUrls: Readonly<Partial<Record<ServiceName, string>>>;
  /** Whether calls outside may go to private networks. */
  readonly allowsPrivate: boolean;
  /** Processes on the one port. */
  readonly workers: number;
  /** undefined: nothing is measured. */
  readonly metricsPort: number | undefined;
  /** undefined: nothing is traced. */
  readonly tracing: TracingSettings | undefined;
  readonly isProduction: boolean;
}

const OTEL_VARIABLES = (Object.keys(VARIABLES) as (keyof typeof VARIABLES)[]).filter((name) =>
  name.startsWith('OTEL_'),
);

export type Environment = Readonly<Record<string, string | undefined>>;

/** Everything wrong with the environment at once, one line each. The process ends with code 2. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';

  constructor(readonly problems: readonly string[]) {
    super(problems.join('\n'));
  }
}

/** Reads the environment. Throws ConfigError naming every wrong value. An empty variable counts as not set. */
export function readConfig(env: Environment = process.env): Config {
  const problems: string[] = [];
  const isProduction = env.NODE_ENV === 'production';
  const parse = <T>(name: string, read: (text: string) => T, value: string): T | undefined => {
    try {
      return read(value);
    } catch (error) {
      problems.push(`${name} must be ${(error as Error).message}.`);
      return undefined;
    }
  };
  const get = <T>(name: string, variable: Variable<T>): T => {
    const value = env[name]?.trim() || variable.unset(isProduction);
    // A wrong value is reported below, before anybody sees the undefined it leaves here.
    return (value === undefined ? undefined : parse(name, variable.read, value)) as T;
  };
  const each = <K extends string>(variables: { key: K; name: string; read: (text: string) => string }[]) => {
    const found: Partial<Record<K, string>> = {};
    for (const { key, name, read } of variables) {
      const value = env[name]?.trim();
      if (value) found[key] = parse(name, read, value);
    }
    return Object.freeze(found);
  };

  for (const name of ['NODE_ENV', ...OTEL_VARIABLES] as const) get(name, VARIABLES[name] as Variable);
  const config: Config = {
    port: get('PORT', VARIABLES.PORT),
    host: get('HOST', VARIABLES.HOST),
    publicUrl: get('PUBLIC_URL', VARIABLES.PUBLIC_URL as Variable<string | undefined>),
    trustProxy: get('TRUST_PROXY', VARIABLES.TRUST_PROXY),
    dataDir: get('DATA_DIR', VARIABLES.DATA_DIR),
    databaseUrl: get('DATABASE_URL', VARIABLES.DATABASE_URL as Variable<string | undefined>),
    databaseListenUrl: get('DATABASE_LISTEN_URL', VARIABLES.DATABASE_LISTEN_URL as Variable<string | undefined>),
    loginUrls: each(LOGIN_VARIABLES.map(({ login, ...rest }) => ({ key: login, ...rest }))),
    secret: get('SECRET', VARIABLES.SECRET),
    demo: get('DEMO', VARIABLES.DEMO),
    demoSeed: get('DEMO_SEED', VARIABLES.DEMO_SEED),
    demoSize: get('DEMO_SIZE', VARIABLES.DEMO_SIZE),
    smtpUrl: get('SMTP_URL', VARIABLES.SMTP_URL as Variable<string | undefined>),
    mailFrom: get('MAIL_FROM', VARIABLES.MAIL_FROM as Variable<string | undefined>),
    workers: get('WORKERS', VARIABLES.WORKERS),
    metricsPort: get('METRICS_PORT', VARIABLES.METRICS_PORT as Variable<number | undefined>),
    tracing: problems.some((problem) => problem.startsWith('OTEL_'))
      ? undefined
      : tracingSettings(env, VARIABLES.OTEL_SERVICE_NAME.unset(isProduction) ?? ''),
    logLevel: get('LOG_LEVEL', VARIABLES.LOG_LEVEL),
    serviceUrls: each(SERVICE_VARIABLES.map(({ service, ...rest }) => ({ key: service, ...rest }))),
    allowsPrivate: get('PRIVATE_ADDRESSES', VARIABLES.PRIVATE_ADDRESSES),
    isProduction,
  };
  if (isProduction && config.secret === DEVELOPMENT_SECRET) {
    problems.push(
      'SECRET must be set to a secret of your own in production, for example the output of: openssl rand -base64 32',
    );
  } else if (isProduction && config.secret.length < 32) {
    problems.push(
      'SECRET must have at least 32 characters in production, for example the output of: openssl rand -base64 32',
    );
  }
  if (!config.databaseUrl && (config.databaseListenUrl || Object.keys(config.loginUrls).length > 0)) {
    problems.push('DATABASE_URL must be set too where DATABASE_LISTEN_URL or the address of a login is.');
  }
  if (config.smtpUrl && !config.mailFrom)
    problems.push('MAIL_FROM must be set where SMTP_URL is: the address mail comes from.');
  if (problems.length > 0) throw new ConfigError(problems);
  return Object.freeze(config);
}
