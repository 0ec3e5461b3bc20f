import { setTimeout as delay } from 'node:timers/promises';
import type { Log } from '../log/log.ts';
import { tracing } from './tracing.ts';
import type { TracingSettings } from './tracing-settings.ts';

/** A collector that doesn't answer holds nobody's end up for longer. Milliseconds. */
const GOODBYE_MS = 1000;
/** How often is said that spans are lost. Milliseconds. */
const SAY_EVERY = 300_000;

/**
 * Loads OpenTelemetry and begins to trace, before anything is opened that looks for a tracer. What a collector can't take is
 * dropped: spans wait in a bounded queue, and nobody waits for them.
 */
export async function startTracing(
  settings: TracingSettings,
  log: Pick<Log, 'warn'>,
): Promise<{ stop(): Promise<void> }> {
  const { OTLPTraceExporter } =
    settings.protocol === 'http/json'
      ? await import('@opentelemetry/exporter-trace-otlp-http')
      : await import('@opentelemetry/exporter-trace-otlp-proto');
  const { OpenTelemetry } = await import('./open-telemetry.ts');
  let saidAt = Number.NEGATIVE_INFINITY;
  const warn = (error: unknown): void => {
    if (performance.now() - saidAt < SAY_EVERY) return;
    saidAt = performance.now();
    log.warn({ problem: (error as Error | undefined)?.name }, 'traces: the collector takes no spans; they are dropped');
  };
  const tracer = new OpenTelemetry(settings, new OTLPTraceExporter(), warn);
  tracing.tracer = tracer;
  return {
    async stop() {
      if (tracing.tracer === tracer) tracing.tracer = undefined;
      await Promise.race([tracer.close().catch(warn), delay(GOODBYE_MS, undefined, { ref: false })]);
    },
  };
}
