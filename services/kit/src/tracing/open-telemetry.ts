import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import {
  type Attributes,
  type Context,
  type Tracer as OtelTracer,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import { millisToHrTime, setGlobalErrorHandler } from '@opentelemetry/core';
import {
  defaultResource,
  detectResources,
  resourceAttributesEnvDetector,
  resourceFromAttributes,
} from '@opentelemetry/resources';
import {
  AlwaysOnSampler,
  BatchSpanProcessor,
  ParentBasedSampler,
  type SpanExporter,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import { OwnSpan } from './own-span.ts';
import { Bounded, samplerOf } from './samplers.ts';
import { readTraceparent } from './traceparent.ts';
import type { ForeignSpan, Place, Span, SpanStart, Tracer } from './tracing.ts';
import type { TracingSettings } from './tracing-settings.ts';

const KINDS = { server: SpanKind.SERVER, client: SpanKind.CLIENT, consumer: SpanKind.CONSUMER } as const;
const SCOPE = { name: 'landfall' } as const;

/** Spans by OpenTelemetry's SDK. Loaded only where somebody traces. */
export class OpenTelemetry implements Tracer {
  private readonly places = new AsyncLocalStorage<Place>();
  private readonly processor: BatchSpanProcessor;
  private readonly provider: TracerProvider;
  private readonly tracer: OtelTracer;
  private readonly pages = resourceFromAttributes({ 'service.name': 'landfall-web' });

  /** @param warn told when spans can't be handed over */
  constructor(settings: TracingSettings, exporter: SpanExporter, warn: (error: unknown) => void) {
    setGlobalErrorHandler(warn);
    this.processor = new BatchSpanProcessor({
      exporter,
      maxQueueSize: settings.queue,
      maxExportBatchSize: Math.min(512, settings.queue),
      scheduledDelayMillis: settings.delay,
    });
    const chosen = samplerOf(settings);
    this.provider = new TracerProvider({
      spanProcessors: [this.processor],
      resource: defaultResource()
        .merge(detectResources({ detectors: [resourceAttributesEnvDetector] }))
        .merge(
          resourceFromAttributes({
            'service.name': settings.service,
            'service.instance.id': randomUUID(),
            'process.pid': process.pid,
          }),
        ),
      sampler: settings.isParentBased
        ? new ParentBasedSampler({
            root: chosen,
            remoteParentSampled: settings.ratio === 1 ? new AlwaysOnSampler() : new Bounded(chosen),
          })
        : chosen,
      spanLimits: { attributeValueLengthLimit: 4000 },
    });
    this.tracer = this.provider.getTracer(SCOPE.name);
  }

  get now(): Span | undefined {
    return this.places.getStore()?.span;
  }

  begin(name: string, { kind, facts, parent, isStrangers, cause, ago }: SpanStart = {}): Span {
    const above = parent === undefined ? (this.now as OwnSpan | undefined)?.context : contextOf(parent, isStrangers);
    const from = cause === undefined ? undefined : readTraceparent(cause, true);
    const span = this.tracer.startSpan(
      name,
      {
        ...(kind ? { kind: KINDS[kind] } : {}),
        attributes: facts as Attributes,
        ...(from ? { links: [{ context: from }] } : {}),
        ...(ago === undefined ? {} : { startTime: Date.now() - ago }),
      },
      above ?? ROOT_CONTEXT,
    );
    return new OwnSpan(span, this.places);
  }

  async during<T>(name: string, start: SpanStart, task: (span: Span) => Promise<T>): Promise<T> {
    const span = this.begin(name, start);
    try {
      return await span.run(() => task(span));
    } catch (error) {
      span.fail(error);
      throw error;
    } finally {
      span.end();
    }
  }

  within<T>(name: string, start: SpanStart, task: (span: Span | undefined) => Promise<T>): Promise<T> {
    return this.now?.isSampled ? this.during(name, start, task) : task(undefined);
  }

  at<T>(place: Place, task: () => T): T {
    return this.places.run(place, task);
  }

  heard(traceparent: string | undefined): void {
    const place = this.places.getStore();
    if (!place?.hears) return;
    const { name, start } = place.hears;
    // An event before it that had nothing to tell is never ended, so nobody sees it.
    place.span = traceparent ? this.begin(name, { ...start, parent: traceparent }) : undefined;
  }

  handOn({ name, kind, traceId, spanId, parentSpanId, startedAt, milliseconds, facts, hasFailed }: ForeignSpan): void {
    const context = { traceId, spanId, traceFlags: 1 };
    this.processor.onEnd({
      name,
      kind: kind === 'client' ? SpanKind.CLIENT : SpanKind.INTERNAL,
      spanContext: () => context,
      ...(parentSpanId ? { parentSpanContext: { traceId, spanId: parentSpanId, traceFlags: 1 } } : {}),
      startTime: millisToHrTime(startedAt),
      endTime: millisToHrTime(startedAt + milliseconds),
      duration: millisToHrTime(milliseconds),
      ended: true,
      status: { code: hasFailed ? SpanStatusCode.ERROR : SpanStatusCode.UNSET },
      attributes: facts as Attributes,
      links: [],
      events: [],
      resource: this.pages,
      instrumentationScope: SCOPE,
      droppedAttributesCount: 0,
      droppedEventsCount: 0,
      droppedLinksCount: 0,
    });
  }

  /** Hands over what waits and ends. */
  close(): Promise<void> {
    return this.provider.shutdown();
  }
}

function contextOf(traceparent: string | null, isStrangers = false): Context | undefined {
  const context = traceparent === null ? undefined : readTraceparent(traceparent, isStrangers);
  return context && trace.setSpanContext(ROOT_CONTEXT, context);
}
