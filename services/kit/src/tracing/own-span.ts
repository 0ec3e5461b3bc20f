import type { AsyncLocalStorage } from 'node:async_hooks';
import { type Context, type Span as OtelSpan, ROOT_CONTEXT, SpanStatusCode, trace } from '@opentelemetry/api';
import { failureOf } from './failure.ts';
import { writeTraceparent } from './traceparent.ts';
import type { Facts, Place, Span } from './tracing.ts';

/** A span of OpenTelemetry's, as the seams know it. */
export class OwnSpan implements Span {
  readonly traceId: string;
  readonly isSampled: boolean;
  readonly context: Context;

  constructor(
    private readonly span: OtelSpan,
    private readonly places: AsyncLocalStorage<Place>,
  ) {
    const { traceId, traceFlags } = span.spanContext();
    this.traceId = traceId;
    this.isSampled = (traceFlags & 1) === 1;
    this.context = trace.setSpan(ROOT_CONTEXT, span);
  }

  get traceparent(): string {
    return writeTraceparent(this.span.spanContext());
  }

  note(facts: Facts): void {
    for (const [name, value] of Object.entries(facts)) if (value !== undefined) this.span.setAttribute(name, value);
  }

  rename(name: string): void {
    this.span.updateName(name);
  }

  fail(error: unknown): void {
    const { kind, isOurs } = failureOf(error);
    this.span.setAttribute('error.type', kind);
    if (isOurs) this.span.setStatus({ code: SpanStatusCode.ERROR });
  }

  end(): void {
    this.span.end();
  }

  run<T>(task: () => T): T {
    return this.places.run({ span: this }, task);
  }
}
