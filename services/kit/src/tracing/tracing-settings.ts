/** How a process traces, as its environment says (OpenTelemetry's own names). */
export interface TracingSettings {
  readonly protocol: 'http/protobuf' | 'http/json';
  readonly service: string;
  /** Which share of the traces that begin here is recorded. */
  readonly ratio: number;
  /** Whether what a caller has decided is kept to. */
  readonly isParentBased: boolean;
  /** Spans that wait for the collector; more are dropped. */
  readonly queue: number;
  /** How long they wait to go together. Milliseconds. */
  readonly delay: number;
}

const SAMPLERS = [
  'always_on',
  'always_off',
  'traceidratio',
  'parentbased_always_on',
  'parentbased_always_off',
  'parentbased_traceidratio',
] as const;
const PROTOCOLS = ['http/protobuf', 'http/json'] as const;

function oneOf<W extends string>(words: readonly W[]): (value: string) => W {
  return (value) => {
    const word = words.find((candidate) => candidate === value);
    if (word) return word;
    throw new Error(`one of ${words.join(', ')}`);
  };
}

function whole(least: number, most: number): (value: string) => number {
  return (value) => {
    const number = Number(value);
    if (/^\d+$/.test(value) && number >= least && number <= most) return number;
    throw new Error(`a whole number from ${least} to ${most}`);
  };
}

/** How each variable is read. They throw an Error whose message ends the sentence "NAME must be ...". */
export const TRACING_VARIABLES = {
  OTEL_EXPORTER_OTLP_ENDPOINT(value: string): string {
    const url = URL.parse(value);
    if (url && /^https?:$/.test(url.protocol)) return value;
    throw new Error('the address of a collector, like http://localhost:4318');
  },
  OTEL_EXPORTER_OTLP_PROTOCOL: oneOf(PROTOCOLS),
  OTEL_SERVICE_NAME(value: string): string {
    if (/^[\w.-]{1,100}$/.test(value)) return value;
    throw new Error('a name of letters, digits, points and hyphens');
  },
  OTEL_TRACES_SAMPLER: oneOf(SAMPLERS),
  OTEL_TRACES_SAMPLER_ARG(value: string): number {
    const share = Number(value);
    if (/^\d*\.?\d+$/.test(value) && share <= 1) return share;
    throw new Error('a share from 0 to 1');
  },
  OTEL_BSP_MAX_QUEUE_SIZE: whole(1, 100_000),
  OTEL_BSP_SCHEDULE_DELAY: whole(1, 60_000),
} as const;

type Env = Readonly<Record<string, string | undefined>>;

/**
 * How this process traces; undefined where `OTEL_EXPORTER_OTLP_ENDPOINT` isn't set. `service` is what it is called unless
 * the environment says. @throws Error with what a variable must be
 */
export function tracingSettings(env: Env, service: string): TracingSettings | undefined {
  const read = <K extends keyof typeof TRACING_VARIABLES>(name: K, unset: string) => {
    try {
      return TRACING_VARIABLES[name](env[name]?.trim() || unset) as ReturnType<(typeof TRACING_VARIABLES)[K]>;
    } catch (error) {
      throw new Error(`${name} must be ${(error as Error).message}.`, { cause: error });
    }
  };
  if (!env.OTEL_EXPORTER_OTLP_ENDPOINT?.trim()) return undefined;
  read('OTEL_EXPORTER_OTLP_ENDPOINT', '');
  const sampler = read('OTEL_TRACES_SAMPLER', 'parentbased_always_on');
  const share = read('OTEL_TRACES_SAMPLER_ARG', '1');
  return {
    protocol: read('OTEL_EXPORTER_OTLP_PROTOCOL', 'http/protobuf'),
    service: read('OTEL_SERVICE_NAME', service),
    ratio: sampler.endsWith('always_on') ? 1 : sampler.endsWith('always_off') ? 0 : share,
    isParentBased: sampler.startsWith('parentbased'),
    queue: read('OTEL_BSP_MAX_QUEUE_SIZE', '2048'),
    delay: read('OTEL_BSP_SCHEDULE_DELAY', '5000'),
  };
}
