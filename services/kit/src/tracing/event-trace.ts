import { tracing } from './tracing.ts';

/** The trace something is announced in, kept beside the ids of its event; nothing where it isn't traced. */
export function traceOfNow(): { traceparent?: string } | undefined {
  const now = tracing.tracer?.now;
  return now?.isSampled ? { traceparent: now.traceparent } : undefined;
}

/** An event as it is kept: with the trace it came from among its ids. */
interface Kept {
  ids: Readonly<Record<string, string>>;
  traceparent?: string | undefined;
}

/** Takes the trace out from among the ids: which things an event is about doesn't depend on who watched it happen. */
export function withTraces<T extends object>(events: T[]): T[] {
  for (const event of events as (T & Kept)[]) {
    if (event.ids.traceparent === undefined) continue;
    const { traceparent, ...ids } = event.ids;
    event.ids = ids;
    event.traceparent = traceparent;
  }
  return events;
}
