import type { SpanContext } from '@opentelemetry/api';

const FORM = /^00-([0-9a-f]{32})-([0-9a-f]{16})-0([01])$/;
const NOBODY = /^0+$/;

/** What a `traceparent` names (W3C Trace Context, version 00); undefined where it isn't one. */
export function readTraceparent(text: string, isRemote: boolean): SpanContext | undefined {
  const [, traceId = '', spanId = '', flags] = FORM.exec(text) ?? [];
  if (!flags || NOBODY.test(traceId) || NOBODY.test(spanId)) return undefined;
  return { traceId, spanId, traceFlags: Number(flags), isRemote };
}

/** A span as another process is told of it. */
export function writeTraceparent({ traceId, spanId, traceFlags }: SpanContext): string {
  return `00-${traceId}-${spanId}-0${traceFlags & 1}`;
}
