import { expect, test } from 'vitest';
import { Bounded, samplerOf } from './samplers.ts';
import { tracingSettings } from './tracing-settings.ts';

const endpoint = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://localhost:4318' };

test('nothing is traced unless a collector is named; then everything that begins here is, unless said', () => {
  expect(tracingSettings({ OTEL_TRACES_SAMPLER: 'always_on' }, 'x')).toBeUndefined();
  expect(tracingSettings(endpoint, 'landfall-support')).toEqual({
    protocol: 'http/protobuf',
    service: 'landfall-support',
    ratio: 1,
    isParentBased: true,
    queue: 2048,
    delay: 5000,
  });
  const share = { OTEL_TRACES_SAMPLER: 'parentbased_traceidratio', OTEL_TRACES_SAMPLER_ARG: '0.05' };
  expect(tracingSettings({ ...endpoint, ...share, OTEL_SERVICE_NAME: 'mine' }, 'x')).toMatchObject({
    service: 'mine',
    ratio: 0.05,
  });
});

test.each([
  [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'localhost:4318' }, 'OTEL_EXPORTER_OTLP_ENDPOINT must be'],
  [{ ...endpoint, OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' }, 'must be one of http/protobuf, http/json'],
  [{ ...endpoint, OTEL_TRACES_SAMPLER: 'some' }, 'OTEL_TRACES_SAMPLER must be one of'],
  [{ ...endpoint, OTEL_TRACES_SAMPLER_ARG: '5' }, 'a share from 0 to 1'],
  [{ ...endpoint, OTEL_BSP_MAX_QUEUE_SIZE: '-1' }, 'a whole number'],
])('a wrong value is one sentence', (env, sentence) => {
  expect(() => tracingSettings(env, 'x')).toThrow(sentence);
});

test('strangers can make us record so much more than we chose and no more', () => {
  const bounded = new Bounded(samplerOf({ ratio: 0 }));
  const decisions = Array.from(
    { length: 500 },
    () => bounded.shouldSample({} as never, 'a'.repeat(32), '', 0, {}, []).decision,
  );
  // 2: recorded and sent. Two seconds may meet within the loop.
  const recorded = decisions.filter((decision) => decision === 2).length;
  expect(recorded).toBeGreaterThanOrEqual(50);
  expect(recorded).toBeLessThanOrEqual(100);
});
